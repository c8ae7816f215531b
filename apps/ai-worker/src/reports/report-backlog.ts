import { SEEN_EVENTS_MAX, type MotionReport } from '@bapsang/shared';

/** A report that has no sequence yet. */
export type ReportDraft = Omit<MotionReport, 'sequence'>;

/**
 * Reports that wait for their first sending, within a capacity, in this order of sacrifice:
 * 1. the oldest without events that a later one of the same participant supersedes goes;
 * 2. the oldest whose events fit into the next one of the same participant goes, its events move there;
 * 3. the oldest goes, with its events, and is counted in {@link dropped}.
 */
export class ReportBacklog {
  private waiting: ReportDraft[] = [];
  private droppedCount = 0;

  /** @param capacity how many reports may wait, at least 1 */
  constructor(private readonly capacity: number) {}

  /** How many reports wait. */
  get size(): number {
    return this.waiting.length;
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

  /** Hands the oldest reports out. @param count at most so many */
  next(count: number): ReportDraft[] {
    return this.waiting.splice(0, count);
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
