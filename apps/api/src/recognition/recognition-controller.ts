import { ContractPipe } from '@bapsang/server/nest';
import { ApplicationError, RenewRecognition, type RecognitionAnswer, type TableMotions } from '@bapsang/shared';
import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { bearerToken } from '../keys/bearer-token';
import { MealKeys } from '../keys/meal-keys';
import { RejoinKeys } from '../keys/rejoin-keys';
import { RecognitionService } from './recognition-service';
import { MealTables } from './table/meal-tables';

/** What participants ask about recognition; the rejoin key is the bearer token. */
@Controller('api/meals/:mealId')
export class RecognitionController {
  constructor(
    private readonly mealKeys: MealKeys,
    private readonly rejoinKeys: RejoinKeys,
    private readonly recognition: RecognitionService,
    private readonly tables: MealTables,
  ) {}

  /** A fresh frame ticket, or why there is none. */
  @Post('participants/:participantId/recognition')
  @HttpCode(200)
  async renew(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
    @Body(new ContractPipe(RenewRecognition)) { connectionId }: RenewRecognition,
  ): Promise<RecognitionAnswer> {
    if ((await this.#participantOf(mealId, authorization)) !== participantId) {
      throw new ApplicationError('unauthorized', 'The rejoin key belongs to another participant.');
    }
    return this.recognition.renew({ mealId, participantId, connectionId });
  }

  /** The newest state of everybody at the table. */
  @Get('motions')
  async motions(
    @Param('mealId') mealId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<TableMotions> {
    await this.#participantOf(mealId, authorization);
    return { motions: this.tables.motionsOf(mealId) };
  }

  async #participantOf(mealId: string, authorization: string | undefined): Promise<string> {
    this.mealKeys.requireMealId(mealId);
    return this.rejoinKeys.participantOf(mealId, bearerToken(authorization));
  }
}
