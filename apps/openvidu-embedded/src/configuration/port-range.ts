import type { PortRange } from '../media/media-settings';

/** Ports below are the system's own. */
const LOWEST_PORT = 1_024;

const HIGHEST_PORT = 65_535;

/**
 * Reads `40000-40200`.
 * @returns nothing where it is no range of ports from 1024 to 65535 with its smaller end first
 */
export function parsePortRange(text: string): PortRange | undefined {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
  const [min, max] = [Number(first), Number(last)];
  return min >= LOWEST_PORT && min <= max && max <= HIGHEST_PORT ? { min, max } : undefined;
}
