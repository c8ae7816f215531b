import type { LabelledSequence } from './labelled-sequence';

/**
 * The same sequence with fewer frames: of those that were taken, the nearest to equal steps, with their own times.
 * Sequences that are already slower stay as they are.
 */
export function atFrameRate(sequence: LabelledSequence, framesPerSecond: number): LabelledSequence {
  if (sequence.framesPerSecond <= framesPerSecond) return sequence;
  const interval = 1000 / framesPerSecond;
  const half = 500 / sequence.framesPerSecond;
  const first = sequence.frames[0]?.capturedAt ?? 0;
  let next = first;
  const frames = sequence.frames.filter(({ capturedAt }) => {
    if (capturedAt + half < next) return false;
    const steps = Math.floor((capturedAt + half - first) / interval) + 1;
    next = first + steps * interval;
    return true;
  });
  return { ...sequence, framesPerSecond, frames };
}
