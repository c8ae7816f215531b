import type { Loss } from './loss-model';
import type { LossDirections } from './lossy-sockets';

/** One row of the table. */
export interface LossCase {
  readonly name: string;
  readonly loss: LossDirections;
  /**
   * Who publishes: a real browser, or a replay of what one sent whose sequence numbers begin shortly before the wrap
   * (Chromium begins in the lower half, so that it would have to send for minutes first).
   */
  readonly source: 'browser' | 'replay';
}

const NONE: Loss = { kind: 'none' };
const independent = (probability: number): Loss => ({ kind: 'independent', probability });

/** Outages of 100 ms on average, 4.8 % of the time. */
const BURSTS: Loss = { kind: 'bursts', good: 2_000, bad: 100 };

/**
 * The shortest loss around the wrap that werift's own guess of the SRTP index does not survive: it wants a packet among
 * the last 99 before the wrap or the first 99 after it on either side of the gap.
 */
const WRAP: Loss = { kind: 'wrap', before: 105, after: 5 };

/** Every case, in the order of the table. */
export const LOSS_CASES: readonly LossCase[] = [
  { name: 'none', loss: { up: NONE, down: NONE }, source: 'browser' },
  { name: '2 % up', loss: { up: independent(0.02), down: NONE }, source: 'browser' },
  { name: '2 % down', loss: { up: NONE, down: independent(0.02) }, source: 'browser' },
  { name: '5 % up', loss: { up: independent(0.05), down: NONE }, source: 'browser' },
  { name: '5 % down', loss: { up: NONE, down: independent(0.05) }, source: 'browser' },
  { name: '5 % both', loss: { up: independent(0.05), down: independent(0.05) }, source: 'browser' },
  { name: 'bursts both', loss: { up: BURSTS, down: BURSTS }, source: 'browser' },
  { name: 'wrap, 5 % both', loss: { up: independent(0.05), down: independent(0.05) }, source: 'replay' },
  { name: 'wrap in a burst up', loss: { up: WRAP, down: NONE }, source: 'replay' },
];
