const SHORTEST = 5;
const LONGEST = 100;

/** How long telling everybody may take, ms, and which part of the time that there is at most. */
const SPREAD = 5000;
const SPREAD_SHARE = 0.25;

/**
 * How long to wait between two participants who are told to move, so that their questions for tickets do not reach the api at once.
 * @param participants how many there are to tell
 * @param available how long they all have, ms
 * @returns ms
 */
export function moveInterval(participants: number, available: number): number {
  const spread = Math.min(SPREAD, available * SPREAD_SHARE);
  return Math.min(LONGEST, Math.max(SHORTEST, spread / Math.max(1, participants)));
}
