/** The longest wait before a process is started again, ms. */
export const RESTART_DELAY_MAX = 10_000;

/** How long a process must have run for its next failure to count as the first, ms. */
export const STABLE_AFTER = 30_000;

const FIRST_DELAY = 500;

/**
 * How long to wait before a process is started again: not at all after a first failure, then 0.5 s, doubled each time.
 * @param failures how often it has ended since it last ran for {@link STABLE_AFTER}, from 1
 * @returns ms, 0 to {@link RESTART_DELAY_MAX}
 */
export function restartDelay(failures: number): number {
  if (failures <= 1) return 0;
  return Math.min(RESTART_DELAY_MAX, FIRST_DELAY * 2 ** (failures - 2));
}
