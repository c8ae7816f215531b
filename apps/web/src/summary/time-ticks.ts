import type { Span } from './recorded-meal';

/** Distances of ticks that people count in, ms. */
const STEPS = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400].map((step) => step * 1000);

/** Whether seconds have to be written, too, for moments to be told apart. */
export function tickPrecision(ticks: readonly number[]): 'minute' | 'second' {
  return ticks.every((tick) => tick % 60_000 === 0) ? 'minute' : 'second';
}

/**
 * Moments to write on an axis of time: full minutes or hours, no more of them than have room.
 * @param room how many have room, at least 1
 * @returns ms since the epoch, growing
 */
export function timeTicks({ from, to }: Span, room: number): number[] {
  const step = STEPS.find((candidate) => (to - from) / candidate <= room) ?? to - from + 1;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}
