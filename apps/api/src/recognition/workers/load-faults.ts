import type { WorkerLoad } from '@bapsang/shared';

/** How far the load may be below the share of places taken: somebody may have come while it was being put together. */
const TOLERANCE = 0.1;

/**
 * What is impossible in a load, whose form is right: such a worker lies, or counts wrongly.
 * @param placesMax the most places that the worker has registered
 * @returns undefined where nothing is
 */
export function faultOfLoad({ participants, load }: WorkerLoad, placesMax: number): string | undefined {
  const taken = new Set(participants.map(({ participantId }) => participantId)).size;
  if (taken < participants.length) return 'a participant twice';
  if (taken > placesMax) return 'more participants than places';
  if (load + TOLERANCE < taken / placesMax) return 'less load than places taken';
  return undefined;
}
