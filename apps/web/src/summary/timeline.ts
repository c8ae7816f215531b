import type { Motion } from '@bapsang/shared';
import type { RecordedMeal, RecordedState, Span } from './recorded-meal';

/** What somebody was doing for a while; `unseen`: no frames were looked at, or this page was not told. */
export interface TimelineSpan extends Span {
  readonly motion: Motion | 'unseen';
}

/**
 * Puts states one after the other. A state lasts until the next one, but where this page was away and found another state
 * when it came back, nobody knows for how long.
 * @param shift what to add to the moments of the states, ms
 * @returns spans without gaps from the beginning to the end of the meal, none of them empty
 */
export function timelineOf(states: readonly RecordedState[], shift: number, meal: RecordedMeal): TimelineSpan[] {
  const spans: TimelineSpan[] = [];
  const add = (motion: TimelineSpan['motion'], from: number, to: number): void => {
    const last = spans.at(-1);
    const clipped = { motion, from: Math.max(from, last?.to ?? meal.from), to: Math.min(to, meal.to) };
    if (clipped.from >= clipped.to) return;
    if (motion === 'unseen' && last?.motion === motion) spans.splice(-1, 1, { ...last, to: clipped.to });
    else spans.push(clipped);
  };
  add('unseen', meal.from, (states[0]?.from ?? Infinity) + shift);
  states.forEach((state, index) => {
    const from = state.from + shift;
    const to = (states[index + 1]?.from ?? Infinity) + shift;
    const known = Math.min(to, unknownFrom(state, from, meal.absences));
    add(state.seen ? state.motion : 'unseen', from, known);
    add('unseen', known, to);
  });
  return spans;
}

/** The beginning of the first absence after a state was last heard of. */
function unknownFrom({ confirmedAt }: RecordedState, from: number, absences: readonly Span[]): number {
  const heard = Math.max(from, confirmedAt);
  return absences.find((absence) => absence.from >= heard)?.from ?? Infinity;
}

/** The longest stretch of one motion, the first of several that are as long; undefined where there is none. */
export function longestOf(spans: readonly TimelineSpan[], motion: Motion): Span | undefined {
  let longest: Span | undefined;
  for (const { from, to, motion: shown } of spans) {
    if (shown === motion && (!longest || to - from > longest.to - longest.from)) longest = { from, to };
  }
  return longest;
}
