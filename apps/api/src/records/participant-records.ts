import type { RecordedSummary } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { Journal } from '../journal/journal';
import { MealTables } from '../recognition/table/meal-tables';
import type { ParticipantOfMeal } from '../recognition/table/seat';
import { TableSignals } from '../recognition/table/table-signals';
import { Clock } from '../time/clock';

/** What is recorded of a participant, for that participant: to read it, and to have it deleted. */
@Injectable()
export class ParticipantRecords {
  constructor(
    private readonly journal: Journal,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything that is recorded of a participant.
   * @throws ApplicationError `not_ready` where the journal cannot be read
   */
  async summaryOf({ mealId, participantId }: ParticipantOfMeal): Promise<RecordedSummary> {
    const [{ totals }, history] = await Promise.all([
      this.journal.participant(mealId, participantId),
      this.journal.history(mealId, participantId),
    ]);
    return { mealId, participantId, ...history, totals };
  }

  /**
   * Deletes everything of a participant, in the journal and at their seat, and records nothing more of them. A table at which
   * they still sit is told that nothing is counted.
   * @throws ApplicationError `not_ready` where the journal cannot be written or the state that the instances share cannot be
   *   reached: ask again, which does no harm
   */
  async forget(participant: ParticipantOfMeal): Promise<void> {
    // First, so that a seat that begins anew meanwhile finds nothing there.
    await this.journal.forget(participant.mealId, participant.participantId);
    const change = await this.tables.forget(participant, this.clock.now());
    if (change) this.signals.send(change);
  }
}
