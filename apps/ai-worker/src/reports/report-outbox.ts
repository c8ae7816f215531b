import { MOTION_REPORTS_MAX_BATCH, type MotionReport } from '@bapsang/shared';
import { ReportBacklog, type ReportDraft } from './report-backlog';

/** How many reports wait for their first sending unless told otherwise: about an hour of a link that is down with few participants. */
export const WAITING_CAPACITY = 2000;

/** How many sent reports are kept for the journal unless told otherwise: an hour of bites of sixty participants. */
export const UNKEPT_CAPACITY = 20_000;

/** How many reports a {@link ReportOutbox} holds. */
export interface OutboxCapacity {
  /** Those that wait, at least 1. */
  readonly waiting: number;
  /** Those that were sent and are not in the journal, at least one batch. */
  readonly unkept: number;
}

/**
 * Keeps reports until the journal holds them. There are two marks, because tables are told at once and the journal is written
 * later: what is `taken` need not be sent again over the same link, what is `kept` never again.
 *
 * A report gets its sequence when it is first handed out and is never changed from then on. Over a new link everything that is
 * not kept is handed out again, in the order of its sequence. If the journal is away for long, reports without events go first: what
 * they told the table is past, and the journal counts events only.
 */
export class ReportOutbox {
  private readonly backlog: ReportBacklog;
  /** Who waits for a report, until it is handed out for the first time; then by its sequence, until it is taken. */
  private readonly waiters = new WeakMap<ReportDraft, () => void>();
  private readonly awaited = new Map<number, () => void>();
  private unkept: MotionReport[] = [];
  private nextSequence = 1;
  /** Up to where the api has taken reports over the present link. */
  private taken = 0;
  /** The same over any link. */
  private everTaken = 0;
  private lost = 0;

  constructor(private readonly capacity: OutboxCapacity = { waiting: WAITING_CAPACITY, unkept: UNKEPT_CAPACITY }) {
    this.backlog = new ReportBacklog(capacity.waiting);
  }

  /** How many reports are not in the journal. */
  get size(): number {
    return this.unkept.length + this.backlog.size;
  }

  /** How many of them have not been taken over the present link. */
  get untaken(): number {
    return this.unkept.filter(({ sequence }) => sequence > this.taken).length + this.backlog.size;
  }

  /** How many reports were lost because there was no room for them or the api would never take them. */
  get dropped(): number {
    return this.backlog.dropped + this.lost;
  }

  /**
   * Takes a report in.
   * @param taken called once the api has taken it, over whichever link; never where it had to make room for others
   */
  add(report: ReportDraft, taken?: () => void): void {
    if (taken) this.waiters.set(report, taken);
    this.backlog.add(report);
  }

  /**
   * The reports to send now over the present link.
   * @returns at most {@link MOTION_REPORTS_MAX_BATCH} in the order of their sequence, the same ones until {@link settle}
   */
  batch(): readonly MotionReport[] {
    const again = this.unkept.filter(({ sequence }) => sequence > this.taken).slice(0, MOTION_REPORTS_MAX_BATCH);
    if (again.length > 0) return again;
    const reports = this.backlog.next(MOTION_REPORTS_MAX_BATCH).map((draft) => this.numbered(draft));
    this.unkept.push(...reports);
    this.makeRoom();
    return reports;
  }

  /**
   * Takes note of the api's answer.
   * @param taken up to where the tables have been told; what was never handed out is ignored
   * @param kept up to where the journal has it
   */
  settle(taken: number, kept: number): void {
    this.taken = Math.max(this.taken, this.read(taken));
    this.everTaken = Math.max(this.everTaken, this.taken);
    this.tellTaken();
    this.keep(kept);
  }

  /** Lets go of what the journal holds. @param upTo what was never handed out is ignored */
  keep(upTo: number): void {
    const kept = this.read(upTo);
    this.unkept = this.unkept.filter(({ sequence }) => sequence > kept);
  }

  /** Hands everything that is not kept out again: another link may lead to an api that has never seen it. */
  rewind(): void {
    this.taken = 0;
  }

  /** Lets go of the batch that was handed out last, because the api will never take it. */
  discardBatch(): void {
    const discarded = new Set(this.batch().map(({ sequence }) => sequence));
    this.lost += discarded.size;
    this.unkept = this.unkept.filter(({ sequence }) => !discarded.has(sequence));
    for (const sequence of discarded) this.awaited.delete(sequence);
  }

  private numbered(draft: ReportDraft): MotionReport {
    const sequence = this.nextSequence++;
    const waiter = this.waiters.get(draft);
    if (waiter) this.awaited.set(sequence, waiter);
    return { sequence, ...draft };
  }

  private tellTaken(): void {
    for (const [sequence, waiter] of this.awaited) {
      if (sequence > this.everTaken) continue;
      this.awaited.delete(sequence);
      waiter();
    }
  }

  /** A mark as a sequence that was handed out; 0 for what is no such. */
  private read(mark: number): number {
    return Number.isInteger(mark) && mark < this.nextSequence ? mark : 0;
  }

  private makeRoom(): void {
    if (this.unkept.length <= this.capacity.unkept) return;
    const isPast = ({ events, sequence }: MotionReport): boolean => events.length === 0 && sequence <= this.everTaken;
    this.unkept = this.unkept.filter((report) => !isPast(report));
    const surplus = Math.max(0, this.unkept.length - this.capacity.unkept);
    this.lost += surplus;
    this.unkept = this.unkept.slice(surplus);
  }
}
