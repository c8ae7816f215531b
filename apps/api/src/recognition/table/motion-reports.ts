import { Tracing, within, type Logger } from '@bapsang/server';
import { ApplicationError, type AssignedParticipant, type MotionReport } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../../configuration/injection-tokens';
import type { JournalEntry } from '../../journal/journal';
import { AssignmentSeals } from '../../keys/assignment-seals';
import { ApiMetrics } from '../../metrics/api-metrics';
import { Clock } from '../../time/clock';
import { bySeat } from './by-seat';
import { EatingRecords, entriesOf } from './eating-records';
import { MealTables, type TableChange } from './meal-tables';
import type { MotionState } from './motion-state';
import { reportFault } from './report-faults';
import { ReportLink } from './report-link';
import { TableSignals } from './table-signals';

/**
 * Takes what the workers report, brings the tables up to date, tells everybody there, and brings what was counted into the
 * journal. What is told by two links of a worker, or to two instances of the api, counts once.
 */
@Injectable()
export class MotionReports {
  /** The newest link of each worker to this instance. */
  readonly #links = new Map<string, ReportLink>();

  constructor(
    private readonly seals: AssignmentSeals,
    private readonly tables: MealTables,
    private readonly records: EatingRecords,
    private readonly signals: TableSignals,
    private readonly metrics: ApiMetrics,
    private readonly clock: Clock,
    private readonly tracing: Tracing,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes a batch; reports that were taken before count no more, those about people whom the api did not send to the worker, or
   * who do not let the server look any more, are dropped. Batches of a worker are taken one after the other.
   * @returns up to which sequence the tables have been told, and the journal holds what counts
   * @throws ApplicationError `not_ready` where the state that the instances share cannot be reached, the journal is too far
   *   behind, or an earlier batch was refused and did not come again: send it and all after it again
   */
  async take(workerId: string, reports: readonly MotionReport[]): Promise<{ taken: number; kept: number }> {
    // What was on its way when the link ended counts all the same.
    const link = this.#links.get(workerId) ?? new ReportLink(() => undefined);
    const ordered = [...reports].sort((one, other) => one.sequence - other.sequence);
    const first = ordered[0]?.sequence ?? 0;
    try {
      if (link.busy) throw notReady('Earlier reports are being taken.');
      await link.inTurn(async () => {
        if (!link.account.admits(first)) throw notReady('Earlier reports have to come first.');
        await this.#takeOrdered(workerId, link, ordered);
      });
    } catch (error) {
      link.account.refuse(first);
      throw error;
    }
    return { taken: link.account.taken, kept: link.account.kept };
  }

  /**
   * A worker has a link to this instance; what it sends over it is accounted for on its own.
   * @param listener told whenever more of the worker's reports are in the journal
   * @returns ends it
   */
  onKept(workerId: string, listener: (upTo: number) => void): () => void {
    const link = new ReportLink(listener);
    this.#links.set(workerId, link);
    return () => {
      link.close();
      if (this.#links.get(workerId) === link) this.#links.delete(workerId);
    };
  }

  /** A worker is gone: nobody knows what its participants do now. Never throws. */
  async workerLost(workerId: string, participants: readonly AssignedParticipant[]): Promise<void> {
    await this.#changeAll(participants, (one) => this.tables.pause(one, workerId, this.clock.now()));
  }

  /** A worker that was lost is there again: what it has seen in between follows in its reports. Never throws. */
  async workerRestored(workerId: string, participants: readonly AssignedParticipant[]): Promise<void> {
    await this.#changeAll(participants, (one) => this.tables.resume(one, workerId, this.clock.now()));
  }

  async #takeOrdered(workerId: string, link: ReportLink, reports: readonly MotionReport[]): Promise<void> {
    if (this.records.full) throw notReady('The journal is behind.');
    const genuine = reports.filter((report) => this.#isGenuine(workerId, report));
    const taken = await Promise.all(bySeat(genuine).map((ofSeat) => this.#traceOfSeat(workerId, ofSeat)));
    const entries = taken.flat();
    const counting = entries.map(({ sequence }) => sequence);
    link.account.take(
      reports.map(({ sequence }) => sequence),
      counting,
    );
    this.#traceKeeping(genuine, () => this.records.keep(workerId, entries)).then(
      () => link.keep(counting),
      (error: unknown) => {
        const correlationIds = [...new Set(genuine.flatMap(({ correlationId }) => correlationId ?? []))];
        this.logger.warn('reports.unkept', { workerId, reports: counting.length, correlationIds, error });
      },
    );
  }

  #isGenuine(workerId: string, report: MotionReport): boolean {
    const { sequence, correlationId } = report;
    if (!this.seals.isGenuine(workerId, report)) {
      this.metrics.reportForged();
      this.logger.warn('report.forged', { workerId, sequence, correlationId });
      return false;
    }
    const reason = reportFault(report);
    if (!reason) return true;
    this.metrics.reportsDropped(1);
    this.logger.warn('report.dropped', { reason, workerId, sequence, correlationId });
    return false;
  }

  /** A batch may hold frames of several traces; the newest goes on. */
  async #traceOfSeat(
    workerId: string,
    reports: readonly [MotionReport, ...MotionReport[]],
  ): Promise<readonly JournalEntry[]> {
    const { correlationId, traceparent } = reports.at(-1) ?? reports[0];
    const take = (): Promise<readonly JournalEntry[]> => this.#takeOfSeat(workerId, reports);
    if (traceparent === undefined) return within({ correlationId }, take);
    return this.tracing.trace('reports.take', { parent: traceparent, correlationId }, take);
  }

  /** The same for what the journal has to hold. */
  async #traceKeeping(reports: readonly MotionReport[], keep: () => Promise<void>): Promise<void> {
    const traced = reports.findLast(({ events, traceparent }) => events.length > 0 && traceparent !== undefined);
    if (!traced) return keep();
    const { correlationId, traceparent: parent } = traced;
    return this.tracing.trace('reports.keep', { parent, correlationId }, keep);
  }

  /** @returns what of it belongs in the journal */
  async #takeOfSeat(
    workerId: string,
    reports: readonly [MotionReport, ...MotionReport[]],
  ): Promise<readonly JournalEntry[]> {
    const [{ mealId, participantId }] = reports;
    const source = { id: workerId, choice: 'server' as const };
    const outcome = await this.tables.take({ mealId, participantId }, source, reports, this.clock.now());
    const { told, genuine, duplicates } = outcome;
    for (const signal of told) this.signals.send({ mealId, signal }, receivedAt(reports, signal));
    this.metrics.reportsTaken(genuine.length - duplicates);
    this.metrics.reportsDuplicate(duplicates);
    const dropped = reports.length - genuine.length;
    if (dropped > 0) {
      this.metrics.reportsDropped(dropped);
      this.logger.warn('report.dropped', { reason: 'consent withdrawn', workerId, reports: dropped });
    }
    return entriesOf(workerId, { mealId, participantId }, genuine);
  }

  async #changeAll(
    participants: readonly AssignedParticipant[],
    change: (participant: AssignedParticipant) => Promise<TableChange | undefined>,
  ): Promise<void> {
    const changes = await Promise.allSettled(participants.map(change));
    for (const one of changes) {
      if (one.status === 'fulfilled' && one.value) this.signals.send(one.value);
      if (one.status === 'rejected') this.logger.warn('table.unreachable', { error: one.reason as unknown });
    }
  }
}

/** When the frame arrived that led to a state. */
function receivedAt(reports: readonly MotionReport[], { recognition, capturedAt }: MotionState): number | undefined {
  if (recognition !== 'active') return undefined;
  return reports.findLast((report) => report.recognition === 'active' && report.capturedAt === capturedAt)?.receivedAt;
}

function notReady(reason: string): ApplicationError {
  return new ApplicationError('not_ready', `${reason} Send the reports again in a moment.`);
}
