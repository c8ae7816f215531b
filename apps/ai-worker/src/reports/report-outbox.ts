import { MOTION_REPORTS_MAX_BATCH, SEEN_EVENTS_MAX, type MotionReport } from '@bapsang/shared';

/** A report that has no sequence yet. */
export type ReportDraft = Omit<MotionReport, 'sequence'>;

/** How many reports an outbox keeps unless told otherwise: about an hour of a link that is down with few participants. */
export const OUTBOX_CAPACITY = 2000;

/**
 * Keeps reports until the api has acknowledged them.
 *
 * A report gets its sequence when it is first handed out, so the sequences that the api sees have no gaps. Those that
 * were handed out are never changed. Those that wait are kept within the capacity, in this order of sacrifice:
 * 1. the oldest without events that a later one of the same participant supersedes goes;
 * 2. the oldest whose events fit into the next one of the same participant goes, its events move there;
 * 3. the oldest goes, with its events, and is counted in {@link dropped}.
 */
export class ReportOutbox {
  private handedOut: MotionReport[] = [];
  private waiting: ReportDraft[] = [];
  private nextSequence = 1;
  private droppedCount = 0;

  /** @param capacity how many reports may wait, at least 1; at most one batch more is handed out */
  constructor(private readonly capacity = OUTBOX_CAPACITY) {}

  /** How many reports are kept. */
  get size(): number {
    return this.handedOut.length + this.waiting.length;
  }

  /** How many reports were lost because there was no room for them. */
  get dropped(): number {
    return this.droppedCount;
  }

  /** Takes a report in. */
  add(report: ReportDraft): void {
    this.waiting.push(report);
    if (this.waiting.length > this.capacity) this.makeRoom();
  }

  /**
   * The reports to send now: those that were handed out and are not acknowledged, otherwise the next ones.
   * @returns at most {@link MOTION_REPORTS_MAX_BATCH} in the order of their sequence, the same ones until they are settled
   */
  batch(): readonly MotionReport[] {
    if (this.handedOut.length === 0) {
      const drafts = this.waiting.splice(0, MOTION_REPORTS_MAX_BATCH);
      this.handedOut = drafts.map((draft) => ({ sequence: this.nextSequence++, ...draft }));
    }
    return this.handedOut;
  }

  /**
   * Lets go of what the api has taken.
   * @param upTo the last sequence that it has; what is no whole number is ignored
   */
  acknowledge(upTo: number): void {
    if (!Number.isInteger(upTo)) return;
    this.handedOut = this.handedOut.filter(({ sequence }) => sequence > upTo);
  }

  /** Lets go of the batch that was handed out last, because the api will never take it. */
  discardBatch(): void {
    this.droppedCount += this.handedOut.length;
    this.handedOut = [];
  }

  private makeRoom(): void {
    const successors = this.successors();
    const superseded = this.waiting.findIndex(
      ({ events }, index) => events.length === 0 && successors[index] !== undefined,
    );
    if (superseded >= 0) {
      this.waiting.splice(superseded, 1);
      return;
    }
    const mergeable = this.waiting.findIndex(({ events }, index) => {
      const successor = successors[index];
      return successor !== undefined && events.length + this.eventsAt(successor).length <= SEEN_EVENTS_MAX;
    });
    if (mergeable >= 0) {
      this.merge(mergeable, successors[mergeable] ?? mergeable);
      return;
    }
    this.waiting.shift();
    this.droppedCount += 1;
  }

  /** For each waiting report the index of the next one of the same participant on the same connection. */
  private successors(): (number | undefined)[] {
    const next = new Map<string, number>();
    return this.waiting
      .map(({ participantId, connectionId }, index) => ({ key: JSON.stringify([participantId, connectionId]), index }))
      .reverse()
      .map(({ key, index }) => {
        const successor = next.get(key);
        next.set(key, index);
        return successor;
      })
      .reverse();
  }

  private eventsAt(index: number): ReportDraft['events'] {
    return this.waiting[index]?.events ?? [];
  }

  private merge(index: number, successor: number): void {
    const events = [...this.eventsAt(index), ...this.eventsAt(successor)];
    this.waiting = this.waiting.flatMap((report, at) => {
      if (at === index) return [];
      return at === successor ? [{ ...report, events }] : [report];
    });
  }
}
