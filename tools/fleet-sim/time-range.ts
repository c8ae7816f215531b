import type { Random } from '../openvidu-fuzz/random';
import type { TimeRange } from './assumptions';

/** A time in a range, ms. */
export function timeIn({ least, most }: TimeRange, random: Random): number {
  return least + random.fraction() * (most - least);
}
