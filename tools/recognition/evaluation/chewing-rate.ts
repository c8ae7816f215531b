import type { JudgedStep } from './judge';

/** A while of chewing whose rhythm is known. */
export interface KnownRhythm {
  readonly from: number;
  readonly to: number;
  /** Chews in a second. */
  readonly hertz: number;
}

/** The rhythm of one while of chewing, as it is and as it was told. */
export interface RhythmFound {
  readonly hertz: number;
  /** The median of what was told meanwhile; null where none was. */
  readonly told: number | null;
}

/** The middle value, or the lower of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}

/**
 * The rhythm of a while of chewing from the moments in which the jaw was lowest, or the chews began. The median of the
 * times between them, so that pauses do not count; null where there are fewer than four.
 */
export function rhythmOfChews(moments: readonly number[]): number | null {
  if (moments.length < 4) return null;
  const interval = medianOf(moments.slice(1).map((moment, index) => moment - (moments[index] ?? NaN)));
  return interval === null || interval <= 0 ? null : 1000 / interval;
}

/** Sets the chewing rates that were told beside those that are known. */
export function compareRhythms(known: readonly KnownRhythm[], steps: readonly JudgedStep[]): RhythmFound[] {
  return known.map(({ from, to, hertz }) => {
    const told = steps.flatMap(({ at, chewingRate }) => (at >= from && at < to && chewingRate ? [chewingRate] : []));
    return { hertz, told: medianOf(told) };
  });
}
