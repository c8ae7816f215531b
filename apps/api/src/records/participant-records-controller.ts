import { RecordedSummary } from '@bapsang/shared';
import { Controller, Delete, Get, Header, Headers, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { bearerToken } from '../keys/bearer-token';
import { MealKeys } from '../keys/meal-keys';
import { RejoinKeys } from '../keys/rejoin-keys';
import { NeedsBearer } from '../openapi/described-answers';
import { ParticipantRecords } from './participant-records';
import { summaryAsCsv } from './summary-as-csv';

/** What is recorded of a participant; the rejoin key is the bearer token. */
@ApiTags('Records')
@NeedsBearer('rejoinKey')
@Controller('api/meals/:mealId/participants/:participantId')
export class ParticipantRecordsController {
  constructor(
    private readonly mealKeys: MealKeys,
    private readonly rejoinKeys: RejoinKeys,
    private readonly records: ParticipantRecords,
  ) {}

  /** When the participant sat at the table, and what they had. */
  @Get('summary')
  @ApiOkResponse({ type: RecordedSummary })
  @Header('Cache-Control', 'no-store')
  async summary(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<RecordedSummary> {
    await this.#requireParticipant(mealId, participantId, authorization);
    return this.records.summaryOf({ mealId, participantId });
  }

  /** The same as a table (RFC 4180, UTF-8 with a byte order mark). */
  @Get('summary.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String })
  @Header('Cache-Control', 'no-store')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Header('Content-Disposition', 'attachment; filename="bapsang-summary.csv"')
  async summaryTable(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<string> {
    await this.#requireParticipant(mealId, participantId, authorization);
    return summaryAsCsv(await this.records.summaryOf({ mealId, participantId }));
  }

  /** Deletes everything that is recorded of the participant; nothing more is recorded of them at this meal. */
  @Delete('data')
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(
    @Param('mealId') mealId: string,
    @Param('participantId') participantId: string,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<void> {
    await this.#requireParticipant(mealId, participantId, authorization);
    await this.records.forget({ mealId, participantId });
  }

  async #requireParticipant(mealId: string, participantId: string, authorization: string | undefined): Promise<void> {
    this.mealKeys.requireMealId(mealId);
    await this.rejoinKeys.requireParticipant(mealId, participantId, bearerToken(authorization));
  }
}
