import { xOf, type Row } from './row';
import { element, text } from './svg';

const TICKS_MS = [500, 1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000];
const LEAST_PIXELS = 55;

/** Moments at which a row has a tick: round times, far enough apart to be read. */
export function ticksOf({ from, to, width }: Row): number[] {
  const step = TICKS_MS.find((ms) => (ms / (to - from)) * width >= LEAST_PIXELS) ?? 600_000;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => (first + index) * step);
}

/** A moment in words. */
export function nameOfMoment(ms: number): string {
  if (ms < 60_000) return `${ms / 1000} s`;
  const seconds = (ms % 60_000) / 1000;
  return `${Math.floor(ms / 60_000)}:${String(seconds).padStart(2, '0')}`;
}

/** The time axis with a thin line through all lanes at each tick. */
export function timeAxis(row: Row, height: number): string {
  return ticksOf(row)
    .map((at) => {
      const x = xOf(row, at);
      const line = element('path', { d: `M${x} 0 V${height + 5}`, stroke: '#e2e6ea', 'stroke-width': 1 });
      return line + text(x, height + 18, nameOfMoment(at), { 'font-size': 11, 'text-anchor': 'middle', fill: '#333' });
    })
    .join('');
}
