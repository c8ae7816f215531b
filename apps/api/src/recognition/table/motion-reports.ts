import type { Logger } from '@bapsang/server';
import type { MotionReport } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import { MealKeys } from '../../keys/meal-keys';
import { Clock } from '../../time/clock';
import { MealTables, type TableChange } from './meal-tables';
import { TableSignals } from './table-signals';
import { TakenReports } from './taken-reports';

/** Takes what the workers report, brings the tables up to date and tells everybody there. */
@Injectable()
export class MotionReports {
  readonly #taken = new TakenReports();

  constructor(
    private readonly mealKeys: MealKeys,
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a batch; reports that were taken before have no effect, those of forged meals are dropped.
   * @returns the sequence up to which everything of this worker has been taken
   */
  take(workerId: string, reports: readonly MotionReport[]): number {
    const now = this.clock.now();
    for (const report of this.#taken.takeNew(workerId, reports)) {
      if (this.mealKeys.isMealId(report.mealId)) this.signals.send(this.tables.take(workerId, report, now));
      else this.logger.warn('report.dropped', { reason: 'no such meal', workerId, sequence: report.sequence });
    }
    return this.#taken.upTo(workerId);
  }

  /** The link to a worker broke: nobody knows what its participants do now. */
  linkLost(workerId: string): void {
    this.#sendAll(this.tables.pauseWorker(workerId, this.clock.now()));
  }

  /** The same worker dialled in again: what it has seen in between follows in its reports. */
  linkRestored(workerId: string): void {
    this.#sendAll(this.tables.resumeWorker(workerId, this.clock.now()));
  }

  #sendAll(changes: readonly TableChange[]): void {
    for (const change of changes) this.signals.send(change);
  }
}
