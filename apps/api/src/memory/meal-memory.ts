import type { MotionTotals } from '@bapsang/shared';
import type { MemoryEntry } from './memory-entry';

/** How long something is remembered after it happened, ms: as long as a participant can come back as the same one. */
export const REMEMBERED_FOR = 24 * 60 * 60 * 1000;

/** What the entries of the api's memory amount to. No clock, no input or output. */
export class MealMemory {
  /** By meal and participant. */
  readonly #counted = new Map<string, MemoryEntry>();
  /** The highest number of a report that counted, by source. */
  readonly #reports = new Map<string, MemoryEntry>();
  readonly #ended = new Map<string, MemoryEntry>();
  readonly #removed = new Map<string, MemoryEntry>();

  /** Takes an entry in; the later one counts. */
  take(entry: MemoryEntry): void {
    const { kind, mealId, participantId = '', source = '', sequence = 0 } = entry;
    if (kind === 'ended') this.#ended.set(mealId, entry);
    else if (kind === 'removed') this.#removed.set(placeOf(mealId, participantId), entry);
    else {
      this.#counted.set(placeOf(mealId, participantId), entry);
      if (sequence > this.sequenceOf(source)) this.#reports.set(source, entry);
    }
  }

  /** What hosts decided, the oldest first. */
  get decisions(): MemoryEntry[] {
    return [...this.#ended.values(), ...this.#removed.values()].sort((one, other) => one.at - other.at);
  }

  /** The fewest entries that amount to the same when taken in this order, without what is older than {@link REMEMBERED_FOR}. */
  entriesAt(now: number): MemoryEntry[] {
    const counted = new Set(this.#counted.values());
    // Totals that were counted further since; they stand first, so that they do not replace what came after them.
    const superseded = [...this.#reports.values()].filter((entry) => !counted.has(entry));
    return [...superseded, ...counted, ...this.decisions].filter(({ at }) => now - at < REMEMBERED_FOR);
  }

  /** @returns undefined where nothing was counted */
  totalsOf(mealId: string, participantId: string): MotionTotals | undefined {
    const { bites = 0, sips = 0 } = this.#counted.get(placeOf(mealId, participantId)) ?? {};
    return this.#counted.has(placeOf(mealId, participantId)) ? { bites, sips } : undefined;
  }

  /** The highest number of a report of a source that counted, 0 for none. */
  sequenceOf(source: string): number {
    return this.#reports.get(source)?.sequence ?? 0;
  }
}

/** Neither id holds a space. */
function placeOf(mealId: string, participantId: string): string {
  return `${mealId} ${participantId}`;
}
