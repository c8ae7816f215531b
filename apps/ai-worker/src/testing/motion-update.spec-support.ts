import { MOTIONS, type Motion } from '@bapsang/shared';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';

/** What motion would say of a frame, sure of one motion; `change` is what differs. */
export function motionUpdate(motion: Motion, change: Partial<MotionUpdate> = {}): MotionUpdate {
  const probabilities = Object.fromEntries(MOTIONS.map((other) => [other, other === motion ? 1 : 0]));
  return {
    motion,
    confidence: 0.9,
    since: 1000,
    probabilities: probabilities as MotionUpdate['probabilities'],
    chewingRate: null,
    events: [],
    underWay: false,
    ...change,
  };
}
