import type { Intake } from './intake';
import { LOOK_AWAY, WatchedTime } from './watched-time';

/** Over how much of the near past a pace is taken, ms. */
export const PACE_SPAN = 300_000;

/** How long somebody must have been seen, ms, and how often taken something, before their pace is known. */
export const PACE_NEEDS = { watched: 90_000, intakes: 3 } as const;

/** Somebody rests who was seen without a bite for so long, ms, and for so many of their own usual intervals. */
export const REST_AFTER = { duration: 300_000, intervals: 4 } as const;

/** How many bites somebody must have had before resting means anything. */
export const REST_NEEDS_BITES = 3;

/** The interval between two bites until somebody's own is known, and its bounds, ms. */
export const USUAL_INTERVAL = { unknown: 25_000, shortest: 8000, longest: 90_000 } as const;

/** The pace ring fills in so many steps. */
export const RING_STEPS = 20;

/** How many intervals the usual one is taken from, at least and at most. */
const INTERVALS = { least: 3, most: 9 } as const;

/** Two bites that are further apart, ms, have a break between them, not a rhythm. */
const BREAK = 120_000;

/** For how long bites, sips and watched time are kept, ms. */
const KEPT = 1_800_000;

/** How one participant eats, from bites, sips and when they could be seen. No clock; moments are ms since the epoch. */
export class ParticipantRhythm {
  readonly #watched = new WatchedTime();
  /** Sorted by time. */
  #intakes: readonly Intake[] = [];
  #counted: { readonly sequence: number; readonly bites: number } | undefined;
  #countGrewAt = -Infinity;

  /** Tells whether the participant can be seen eating from now on. */
  watch(watched: boolean, now: number): void {
    this.#watched.set(watched, now);
    this.#watched.forgetBefore(now - KEPT);
  }

  /** Takes a bite or a sip, which must not have been taken before. */
  add(intake: Intake): void {
    const all = [...this.#intakes, intake].sort((one, other) => one.at - other.at);
    const newest = all.at(-1)?.at ?? 0;
    this.#intakes = all.filter(({ at }) => at >= newest - KEPT);
  }

  /**
   * Takes the api's count of bites, which knows of bites that were not told here.
   * @param sequence of the motion that carried the count; an older one than before changes nothing
   */
  count(bites: number, sequence: number, now: number): void {
    const before = this.#counted;
    if (before && sequence <= before.sequence) return;
    if (before && bites > before.bites) this.#countGrewAt = now;
    this.#counted = { sequence, bites };
  }

  /** Whether the participant can be seen eating. */
  isWatched(now: number): boolean {
    return this.#watched.since(now) !== undefined;
  }

  /**
   * Bites and sips a minute of the near past; undefined where too little of it was seen. Begins with the first of them, or
   * the first after a rest: waiting for the food is no slow eating.
   */
  pace(now: number): number | undefined {
    const from = this.#paceBegins(now);
    const watched = this.#watched.after(from, now);
    const intakes = this.#intakes.filter(({ at }) => at > from && this.#watched.includes(at)).length;
    if (watched < PACE_NEEDS.watched || intakes < PACE_NEEDS.intakes) return undefined;
    return (60_000 * intakes) / watched;
  }

  /** The participant's own usual time from one bite to the next, ms. */
  get usualInterval(): number {
    const bites = this.#bites();
    const intervals = bites
      .map((at, index) => at - (bites[index - 1] ?? -Infinity))
      .filter((interval) => interval <= BREAK)
      .slice(-INTERVALS.most);
    if (intervals.length < INTERVALS.least) return USUAL_INTERVAL.unknown;
    const usual = median(intervals);
    return Math.min(USUAL_INTERVAL.longest, Math.max(USUAL_INTERVAL.shortest, usual));
  }

  /**
   * How many of {@link RING_STEPS} steps the time since the last bite has filled of the usual interval; undefined where
   * the last bite is not known, because the participant was out of sight since, or rests.
   */
  ringStep(now: number): number | undefined {
    const last = this.#bites().at(-1);
    const watchedSince = this.#watched.since(now);
    if (last === undefined || watchedSince === undefined || this.isResting(now)) return undefined;
    // A bite is told a moment after its contact, and may be what showed that there is somebody to see.
    if (last < watchedSince - LOOK_AWAY) return undefined;
    const filled = Math.max(0, now - last) / this.usualInterval;
    return Math.min(RING_STEPS, Math.floor(filled * RING_STEPS));
  }

  /** Whether the participant has eaten and then, in plain sight, not for long. */
  isResting(now: number): boolean {
    if ((this.#counted?.bites ?? 0) < REST_NEEDS_BITES || !this.isWatched(now)) return false;
    const last = Math.max(this.#countGrewAt, this.#bites().at(-1) ?? -Infinity);
    const needed = Math.max(REST_AFTER.duration, REST_AFTER.intervals * this.usualInterval);
    return this.#watched.after(last, now) >= needed;
  }

  #paceBegins(now: number): number {
    const from = now - PACE_SPAN;
    const first = this.#intakes.find(({ at }) => at > from)?.at ?? now;
    const before = this.#intakes.findLast(({ at }) => at <= from)?.at ?? -Infinity;
    return first - before < REST_AFTER.duration ? from : first;
  }

  #bites(): readonly number[] {
    return this.#intakes.filter(({ kind }) => kind === 'bite').map(({ at }) => at);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return ((sorted[Math.ceil(sorted.length / 2) - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
