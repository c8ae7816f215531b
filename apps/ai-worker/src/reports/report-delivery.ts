import type { ErrorBody, MotionReport, ReportsReply } from '@bapsang/shared';
import { withDeadline, type Logger } from '@bapsang/server';
import type { ReportDraft } from './report-backlog';
import type { ReportOutbox } from './report-outbox';

/** What {@link ReportDelivery} needs to know. */
export interface ReportDeliveryOptions {
  /**
   * Sends a batch to the api.
   * @throws Error where there is no answer in time
   */
  readonly send: (reports: readonly MotionReport[]) => Promise<ReportsReply>;
  /** Called when the api does not take reports now: the link should begin anew. */
  readonly failed: () => void;
}

/** How long somebody waits for the api to take a report, ms; it is delivered all the same. */
export const TAKING_PATIENCE = 500;

/** Nothing can be done about these by sending the same again. */
const FINAL_STATUSES: readonly number[] = [400, 413];

/** Delivers reports in order, one batch at a time, until the api has said that they are kept. */
export class ReportDelivery {
  /** Counts the links; 0 where there is none now. */
  private link = 0;
  private links = 0;
  private sendingOver = 0;
  private droppedTold = 0;

  constructor(
    private readonly options: ReportDeliveryOptions,
    private readonly outbox: ReportOutbox,
    private readonly logger: Logger,
  ) {}

  /** How many reports the journal does not hold yet. */
  get unkept(): number {
    return this.outbox.size;
  }

  /** How many reports were lost since the start. */
  get dropped(): number {
    return this.outbox.dropped;
  }

  /** Takes a report in and delivers it as soon as the link allows. */
  report(report: ReportDraft): void {
    this.outbox.add(report);
    void this.flush();
  }

  /**
   * The same, and waits until the api has taken it.
   * @returns resolves after {@link TAKING_PATIENCE} at the latest, and at once while there is no link
   */
  async reportTaken(report: ReportDraft): Promise<void> {
    const taken = new Promise<void>((resolve) => this.outbox.add(report, resolve));
    void this.flush();
    if (this.link === 0) return;
    await withDeadline(taken, TAKING_PATIENCE, 'Taking a report').catch(() => undefined);
  }

  /** There is a link: sends everything over it that is not kept. */
  linkUp(): void {
    this.link = ++this.links;
    this.outbox.rewind();
    this.tellDropped();
    void this.flush();
  }

  /** The link has ended; an answer that was on its way does not count any more. */
  linkDown(): void {
    this.link = 0;
  }

  /** The journal holds everything up to a sequence. */
  kept(upTo: number): void {
    this.outbox.keep(upTo);
  }

  private async flush(): Promise<void> {
    const { link } = this;
    if (link === 0 || this.sendingOver === link) return;
    this.sendingOver = link;
    while (this.link === link && (await this.sendBatch(link)));
    if (this.sendingOver === link) this.sendingOver = 0;
  }

  /** @returns whether to go on at once */
  private async sendBatch(link: number): Promise<boolean> {
    const reports = this.outbox.batch();
    if (reports.length === 0) return false;
    const reply = await this.ask(reports);
    if (this.link !== link) return false;
    if (reply.accepted) {
      this.outbox.settle(reply.taken, reply.kept);
      return this.outbox.batch()[0]?.sequence !== reports[0]?.sequence || this.fail('acknowledged nothing');
    }
    if (!FINAL_STATUSES.includes(reply.error.status)) return this.fail(reply.error.message);
    const { code, details } = reply.error;
    this.logger.error('reports.discarded', { reports: reports.length, code, details });
    this.outbox.discardBatch();
    return true;
  }

  private fail(reason: string): false {
    this.logger.warn('reports.not-taken', { reason, unkept: this.outbox.size });
    this.options.failed();
    return false;
  }

  /** Sends a batch; silence and nonsense count as refusals that may pass. */
  private async ask(reports: readonly MotionReport[]): Promise<ReportsReply> {
    try {
      return await this.options.send(reports);
    } catch (error) {
      const message = `The api gave no answer: ${error instanceof Error ? error.message : String(error)}`;
      return {
        accepted: false,
        error: { code: 'not_ready', status: 503, message, retryable: true } satisfies ErrorBody,
      };
    }
  }

  private tellDropped(): void {
    const reports = this.outbox.dropped - this.droppedTold;
    if (reports > 0) this.logger.error('reports.dropped', { reports });
    this.droppedTold = this.outbox.dropped;
  }
}
