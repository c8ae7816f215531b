const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;

/**
 * How long to wait before the api is asked again after a refusal: 0.5 s, doubled each time, at most 10 s.
 * @param failures refusals in a row, from 1
 * @returns ms
 */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - 1));
}
