/** Frames that seem to come from farther ahead than this show that the two clocks differ, ms. */
const AHEAD_MAX = 500;

/** Signals that seem to take longer than this show that the two clocks differ, ms. */
const BEHIND_MAX = 4000;

/**
 * What to add to a participant's moments so that they are by this browser's clock. Clocks that agree about as well as can be
 * told over a network are left alone.
 * @param lag the shortest time seen from the moment of a frame until its signal came, ms
 * @returns ms
 */
export function clockShift(lag: number | undefined): number {
  if (lag === undefined || (lag >= -AHEAD_MAX && lag <= BEHIND_MAX)) return 0;
  return lag;
}
