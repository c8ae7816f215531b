import type { Logger } from '@bapsang/server';
import type { MotionReport } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { MealKeys } from '../../keys/meal-keys';
import { ApiMemory } from '../../memory/api-memory';
import { Clock } from '../../time/clock';
import { RecognitionChoices } from '../choices/recognition-choices';
import { MealTables, type TableChange } from './meal-tables';
import { TableSignals } from './table-signals';
import { TAKEN_REPORTS_MAX_SOURCES, TakenReports } from './taken-reports';

/** Takes what the workers report, brings the tables up to date and tells everybody there. */
@Injectable()
export class MotionReports {
  readonly #taken: TakenReports;

  constructor(
    private readonly mealKeys: MealKeys,
    private readonly choices: RecognitionChoices,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    private readonly memory: ApiMemory,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#taken = new TakenReports(TAKEN_REPORTS_MAX_SOURCES, (workerId) => memory.sequenceOf(workerId));
  }

  /**
   * Takes a batch; reports that were taken before have no effect, those of forged meals and of participants who do not let
   * the server look any more are dropped.
   * @returns the sequence up to which everything of this worker has been taken
   */
  take(workerId: string, reports: readonly MotionReport[]): number {
    const now = this.clock.now();
    for (const report of this.#taken.takeNew(workerId, reports)) {
      const reason = this.#reasonToDrop(report);
      if (!reason) this.#takeOne(workerId, report, now);
      else this.logger.warn('report.dropped', { reason, workerId, sequence: report.sequence });
    }
    return this.#taken.upTo(workerId);
  }

  /** The link to a worker broke: nobody knows what its participants do now. */
  linkLost(workerId: string): void {
    this.#sendAll(this.tables.pauseSource(workerId, this.clock.now()));
  }

  /** The same worker dialled in again: what it has seen in between follows in its reports. */
  linkRestored(workerId: string): void {
    this.#sendAll(this.tables.resumeSource(workerId, this.clock.now()));
  }

  #reasonToDrop(report: MotionReport): string | undefined {
    if (!this.mealKeys.isMealId(report.mealId)) return 'no such meal';
    return (this.choices.of(report)?.choice ?? 'server') === 'server' ? undefined : 'consent withdrawn';
  }

  #takeOne(workerId: string, report: MotionReport, now: number): void {
    const change = this.tables.take(workerId, report, now);
    const { mealId, participantId, sequence, events } = report;
    const { bites, sips } = change.signal.totals;
    if (events.length > 0) {
      this.memory.note({ kind: 'counted', mealId, participantId, source: workerId, sequence, bites, sips });
    }
    this.signals.send(change);
  }

  #sendAll(changes: readonly TableChange[]): void {
    for (const change of changes) this.signals.send(change);
  }
}
