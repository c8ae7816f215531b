import type { MotionSignal } from '@bapsang/shared';

/** A {@link MotionSignal} as plain data, so that a changed copy can be made of it. */
export type MotionState = { readonly [Property in keyof MotionSignal]: MotionSignal[Property] };
