import { WORKER_PLACES_MAX } from '@bapsang/shared';

/** What a worker can take. */
export interface WorkerCapacity {
  /** Frames a second over all its inference processes. */
  readonly framesPerSecond: number;
  /** Participants at once. */
  readonly places: number;
}

/**
 * Even the slowest worker takes one full table (the api's MEAL_SEATS): twelve people who are looked at less often are better off than
 * a table of which a part is not looked at, and a machine that happened to be busy while it was measured is not small for ever.
 */
const LEAST_PLACES = 12;

/**
 * How many participants a worker should take: as many as it can give the full frame rate while face and body are looked for. A hand
 * near the mouth costs as much again; then the work is lowered step by step, which is what the steps are for.
 * @param capacity frames a second that it looked at when it measured itself
 * @param framesPerSecond how many a participant is asked for
 */
export function placesFor(capacity: number, framesPerSecond: number): number {
  return Math.min(WORKER_PLACES_MAX, Math.max(LEAST_PLACES, Math.floor(capacity / framesPerSecond)));
}
