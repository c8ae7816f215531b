import type { EatingEventKind } from '@bapsang/shared';
import type { Span } from './recorded-meal';

/** How long one part of a meal is at least, ms, but where the whole meal is shorter. */
export const PART_MIN = 30_000;

/** Into how many parts a meal is divided at most. */
export const PARTS_MAX = 40;

/** What the whole table had in one part of the meal. */
export interface RhythmPart extends Span {
  readonly bites: number;
  readonly sips: number;
  /** The same a minute. */
  readonly bitesPerMinute: number;
  readonly sipsPerMinute: number;
}

/** A meal in parts of the same length, one after the other; none for a meal of no length. */
export type Rhythm = readonly RhythmPart[];

interface Moment {
  readonly kind: EatingEventKind;
  readonly at: number;
}

/** How fast a table ate and drank over the meal. Moments a little outside, from clocks that differ, count at its ends. */
export function rhythmOf(events: readonly Moment[], { from, to }: Span): Rhythm {
  const duration = to - from;
  if (duration <= 0) return [];
  const parts = Math.min(PARTS_MAX, Math.max(1, Math.floor(duration / PART_MIN)));
  const length = duration / parts;
  const counts = Array.from({ length: parts }, () => ({ bite: 0, sip: 0 }));
  for (const { kind, at } of events) {
    const index = Math.min(parts - 1, Math.max(0, Math.floor((at - from) / length)));
    const count = counts[index];
    if (count) count[kind] += 1;
  }
  return counts.map(({ bite, sip }, index) => ({
    from: from + index * length,
    to: from + (index + 1) * length,
    bites: bite,
    sips: sip,
    bitesPerMinute: (bite * 60_000) / length,
    sipsPerMinute: (sip * 60_000) / length,
  }));
}
