import { Controller, Delete, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { NeedsBearer } from '../openapi/described-answers';
import { HostGuard } from './host-guard';
import { HostService } from './host-service';

/** What the host of a meal may do; the host key is the bearer token. Nothing takes a body or answers one. */
@ApiTags('Host')
@NeedsBearer('hostKey')
@ApiNoContentResponse()
@Controller('api/meals/:mealId')
@UseGuards(HostGuard)
export class HostController {
  constructor(private readonly host: HostService) {}

  /** Asks a participant to mute. */
  @Post('participants/:participantId/mute-request')
  @HttpCode(204)
  async requestMute(@Param('mealId') mealId: string, @Param('participantId') participantId: string): Promise<void> {
    await this.host.requestMute(mealId, participantId);
  }

  /** Takes a participant off the table. */
  @Delete('participants/:participantId')
  @HttpCode(204)
  async remove(@Param('mealId') mealId: string, @Param('participantId') participantId: string): Promise<void> {
    await this.host.remove(mealId, participantId);
  }

  /** Ends the meal for everybody. */
  @Delete()
  @HttpCode(204)
  async end(@Param('mealId') mealId: string): Promise<void> {
    await this.host.end(mealId);
  }
}
