import { ContractPipe } from '@bapsang/server/nest';
import {
  ApplicationError,
  ChooseRecognition,
  DeviceMotions,
  RenewRecognition,
  TableMotions,
  type RecognitionAnswer,
} from '@bapsang/shared';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HostDecisions } from '../host/host-decisions';
import { bearerToken } from '../keys/bearer-token';
import { MealKeys } from '../keys/meal-keys';
import { RejoinKeys } from '../keys/rejoin-keys';
import { AnswersRecognition, NeedsBearer } from '../openapi/described-answers';
import { DeviceMotionsService } from './devices/device-motions-service';
import { RecognitionService } from './recognition-service';
import { MealTables } from './table/meal-tables';

/** What participants ask about recognition; the rejoin key is the bearer token. */
@ApiTags('Recognition')
@NeedsBearer('rejoinKey')
@Controller('api/meals/:mealId')
export class RecognitionController {
  constructor(
    private readonly mealKeys: MealKeys,
    private readonly rejoinKeys: RejoinKeys,
    private readonly hostDecisions: HostDecisions,
    private readonly recognition: RecognitionService,
    private readonly deviceMotions: DeviceMotionsService,
    private readonly tables: MealTables,
  ) {}

  /** A fresh frame ticket, or why there is none. */
  @Post('participants/:participantId/recognition')
  @HttpCode(200)
  @AnswersRecognition()
  async renew(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
    @Body(new ContractPipe(RenewRecognition)) { connectionId }: RenewRecognition,
  ): Promise<RecognitionAnswer> {
    await this.#requireParticipant(mealId, participantId, authorization);
    return this.recognition.renew({ mealId, participantId, connectionId });
  }

  /** Where motions may be recognised from now on; a ticket, or why there is none. */
  @Put('participants/:participantId/recognition-choice')
  @AnswersRecognition()
  async choose(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
    @Body(new ContractPipe(ChooseRecognition)) { choice, connectionId, chosenAt }: ChooseRecognition,
  ): Promise<RecognitionAnswer> {
    await this.#requireParticipant(mealId, participantId, authorization);
    if (choice !== 'none') await this.#requireSeat(mealId, participantId);
    return this.recognition.choose({ mealId, participantId, connectionId }, { choice, chosenAt });
  }

  /** What the participant's own browser recognised. */
  @Post('participants/:participantId/motions')
  @HttpCode(204)
  @ApiNoContentResponse()
  async takeMotions(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
    @Body(new ContractPipe(DeviceMotions)) motions: DeviceMotions,
  ): Promise<void> {
    await this.#requireParticipant(mealId, participantId, authorization);
    await this.#requireSeat(mealId, participantId);
    await this.deviceMotions.take({ mealId, participantId }, motions);
  }

  /** The newest state of everybody at the table. */
  @Get('motions')
  @ApiOkResponse({ type: TableMotions })
  async motions(
    @Param('mealId') mealId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<TableMotions> {
    this.mealKeys.requireMealId(mealId);
    await this.rejoinKeys.participantOf(mealId, bearerToken(authorization));
    return { motions: await this.tables.motionsOf(mealId) };
  }

  async #requireParticipant(mealId: string, participantId: string, authorization: string | undefined): Promise<void> {
    this.mealKeys.requireMealId(mealId);
    await this.rejoinKeys.requireParticipant(mealId, participantId, bearerToken(authorization));
  }

  async #requireSeat(mealId: string, participantId: string): Promise<void> {
    if (await this.hostDecisions.isOver(mealId)) throw new ApplicationError('meal_not_found', 'This meal is over.');
    if (!(await this.hostDecisions.isRemoved(mealId, participantId))) return;
    throw new ApplicationError('removed_from_meal', 'The host took you off the table.');
  }
}
