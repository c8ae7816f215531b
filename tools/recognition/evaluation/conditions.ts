import { Random } from '../generator/random';
import { atFrameRate } from '../sequences/frame-rate';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/** How the frames of a sequence arrive. */
export interface Condition {
  /** Faster sequences are thinned out to so many frames a second; slower ones stay. */
  readonly framesPerSecond: number;
  /** Share of frames that are lost on the way, 0 to below 1. */
  readonly drop: number;
}

/** A condition in few words. */
export const nameOfCondition = ({ framesPerSecond, drop }: Condition): string =>
  `${framesPerSecond} frames/s${drop > 0 ? `, ${Math.round(100 * drop)} % lost` : ''}`;

/** The sequence as it arrives under a condition; the same seed loses the same frames. */
export function underCondition(sequence: LabelledSequence, condition: Condition, seed: number): LabelledSequence {
  const thinned = atFrameRate(sequence, condition.framesPerSecond);
  if (condition.drop === 0) return thinned;
  const random = new Random(seed).fork(sequence.id);
  const frames = thinned.frames.filter(() => !random.chance(condition.drop));
  return { ...thinned, frames };
}
