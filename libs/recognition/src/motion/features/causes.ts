import { dotOf } from './series-statistics';

/** Takes out of a signal what its causes explain. */
export type Cleaning = (signal: Float64Array) => Float64Array;

/**
 * What takes out of signals everything that causes explain linearly, their mean and their drift over time included
 * (modified Gram-Schmidt, done once for all signals of a window).
 * @param causes every value known, all of one length: the pose of the head
 */
export function cleaningOf(causes: readonly Float64Array[], length: number): Cleaning {
  const directions: Float64Array[] = [];
  const clean: Cleaning = (signal) => {
    const rest = Float64Array.from(signal);
    for (const direction of directions) {
      const share = dotOf(rest, direction);
      for (let index = 0; index < length; index += 1)
        rest[index] = (rest[index] ?? 0) - share * (direction[index] ?? 0);
    }
    return rest;
  };
  const drift = Float64Array.from({ length }, (_, step) => step);
  for (const cause of [new Float64Array(length).fill(1), drift, ...causes]) {
    const before = Math.sqrt(dotOf(cause, cause));
    const direction = clean(cause);
    const norm = Math.sqrt(dotOf(direction, direction));
    if (norm > 1e-6 * (before + 1e-9)) directions.push(direction.map((value) => value / norm));
  }
  return clean;
}
