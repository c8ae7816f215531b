import { ScreenConnection } from '@bapsang/shared';
import { Controller, Header, Headers, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { bearerToken } from '../keys/bearer-token';
import { NeedsBearer } from '../openapi/described-answers';
import { ScreenService } from './screen-service';

/** Sharing a screen; the rejoin key is the bearer token. The answer holds a secret, so no cache may keep it. */
@ApiTags('Meals')
@NeedsBearer('rejoinKey')
@Controller('api/meals/:mealId/participants/:participantId/screen')
export class ScreenController {
  constructor(private readonly screens: ScreenService) {}

  /** A connection for the screen of somebody who sits at the table; takes no body. */
  @Post()
  @ApiCreatedResponse({ type: ScreenConnection })
  @Header('Cache-Control', 'no-store')
  async open(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<ScreenConnection> {
    return this.screens.open(mealId, participantId, bearerToken(authorization));
  }
}
