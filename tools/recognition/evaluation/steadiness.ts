import type { Motion } from '@bapsang/shared';
import type { JudgedStep } from './judge';

/** A motion that was told for a while; ms. */
export interface MotionSpan {
  readonly motion: Motion;
  readonly from: number;
  /** When another one was told, or the last frame. */
  readonly to: number;
}

/** What was told, as spans that follow one another. */
export function motionSpans(steps: readonly Pick<JudgedStep, 'at' | 'motion'>[]): MotionSpan[] {
  const spans: MotionSpan[] = [];
  for (const { at, motion } of steps) {
    const last = spans.at(-1);
    if (last) spans[spans.length - 1] = { ...last, to: at };
    if (last?.motion !== motion) spans.push({ motion, from: at, to: at });
  }
  return spans;
}

/** How steady what is told is. */
export interface Steadiness {
  /** How often another motion was told. */
  readonly changes: number;
  readonly minutes: number;
  /** The shortest span that neither the begin nor the end of the sequence cut, ms; null where there is none. */
  readonly shortest: number | null;
}

/** Measures how steady what was told of one sequence is. */
export function steadinessOf(steps: readonly JudgedStep[]): Steadiness {
  const spans = motionSpans(steps);
  const whole = spans.slice(1, -1).map(({ from, to }) => to - from);
  const lasted = (steps.at(-1)?.at ?? 0) - (steps[0]?.at ?? 0);
  return {
    changes: Math.max(spans.length - 1, 0),
    minutes: lasted / 60_000,
    shortest: whole.length > 0 ? Math.min(...whole) : null,
  };
}

/** The steadiness of all together. */
export function addSteadiness(all: readonly Steadiness[]): Steadiness {
  const shortest = all.map((one) => one.shortest).filter((value) => value !== null);
  return {
    changes: all.reduce((sum, { changes }) => sum + changes, 0),
    minutes: all.reduce((sum, { minutes }) => sum + minutes, 0),
    shortest: shortest.length > 0 ? Math.min(...shortest) : null,
  };
}
