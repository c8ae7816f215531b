import { SCALING_POLICY } from '../scaling-policy';

/** Holds an instance that starts until its worker is ready, or its image is there where it goes into the warm pool. */
export const READY_HOOK = 'ready';

/** Holds an instance that ends until its worker has moved its participants to others. */
export const DRAIN_HOOK = 'drain';

/** How long a worker may take to become ready, ms: image, models and self-benchmark. Then its instance is given up. */
export const READY_DEADLINE = 300_000;

/** How long the ready hook holds an instance, ms: somewhat longer, for the boot before it. */
export const READY_HOOK_TIMEOUT = 480_000;

const { deadline, hookTimeout } = SCALING_POLICY.drain;

/** From SIGTERM until Docker kills the worker, ms: between the worker's own deadline and the hook's. */
export const STOP_TIMEOUT = deadline + (hookTimeout - deadline) / 3;

/** From the begin of stopping until systemd kills what is left, ms. */
export const UNIT_STOP_TIMEOUT = deadline + (2 * (hookTimeout - deadline)) / 3;
