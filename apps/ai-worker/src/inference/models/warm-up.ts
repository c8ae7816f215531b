import type { MotionModel } from '@bapsang/recognition/motion/motion-model';
import { MotionTracker } from '@bapsang/recognition/motion/motion-tracker';
import { madeUpWindow } from './made-up-window';

/** How far the sum of the probabilities may lie from 1. */
const TOLERANCE = 0.01;

/**
 * Runs a model on a made-up window, so that one that breaks does so before it sees anybody.
 * @throws Error that says what came out of it that must not
 */
export function warmUp(model: MotionModel): void {
  const tracker = new MotionTracker(model);
  for (const frame of madeUpWindow()) {
    const { confidence, probabilities } = tracker.update(frame);
    const values = Object.values(probabilities);
    const sum = values.reduce((total, value) => total + value, 0);
    const isWhole = [confidence, ...values].every((value) => value >= 0 && value <= 1 + TOLERANCE);
    if (isWhole && Math.abs(sum - 1) <= TOLERANCE) continue;
    const told = JSON.stringify({ confidence, probabilities });
    throw new Error(
      `It gave ${told} after ${frame.capturedAt} ms of a made-up window; probabilities must add up to 1.`,
    );
  }
}
