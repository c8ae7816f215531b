import type { AdminLoadPoint } from '@bapsang/shared';

const MINUTE = 60_000;

/** The last point of every minute, newest first: as many lines as somebody reads. */
export function minutesOf(points: readonly AdminLoadPoint[]): readonly AdminLoadPoint[] {
  const minutes = new Map(points.map((point) => [Math.floor(point.at / MINUTE), point]));
  return [...minutes.values()].reverse();
}
