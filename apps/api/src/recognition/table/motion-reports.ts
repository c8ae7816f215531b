import type { Logger } from '@bapsang/server';
import type { MotionReport } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { MealKeys } from '../../keys/meal-keys';
import { Clock } from '../../time/clock';
import { RecognitionChoices } from '../choices/recognition-choices';
import { MealTables, type TableChange } from './meal-tables';
import { TableSignals } from './table-signals';
import { TakenReports } from './taken-reports';

/** Takes what the workers report, brings the tables up to date and tells everybody there. */
@Injectable()
export class MotionReports {
  readonly #taken = new TakenReports();

  constructor(
    private readonly mealKeys: MealKeys,
    private readonly choices: RecognitionChoices,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a batch; reports that were taken before have no effect, those of forged meals and of participants who do not let
   * the server look any more are dropped.
   * @returns the sequence up to which everything of this worker has been taken
   */
  take(workerId: string, reports: readonly MotionReport[]): number {
    const now = this.clock.now();
    for (const report of this.#taken.takeNew(workerId, reports)) {
      const reason = this.#reasonToDrop(report);
      if (!reason) this.signals.send(this.tables.take(workerId, report, now));
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

  #sendAll(changes: readonly TableChange[]): void {
    for (const change of changes) this.signals.send(change);
  }
}
