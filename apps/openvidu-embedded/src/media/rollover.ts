import type { SrtpSession } from 'werift';

const SEQUENCE_NUMBERS = 0x1_0000;
const HALF = 0x8000;

/**
 * The index of an SRTP packet as RFC 3711, 3.3.1 guesses it: of the three candidates in the previous, current and next
 * round of the 16-bit sequence number, the one nearest to the highest index so far.
 * @param highest the highest index so far, `rollover counter * 65536 + sequence number`
 * @param sequenceNumber of the packet, 0 to 65535
 * @returns the index; negative for a packet from before the first round
 */
export function guessPacketIndex(highest: number, sequenceNumber: number): number {
  const round = Math.floor(highest / SEQUENCE_NUMBERS);
  const difference = sequenceNumber - (highest % SEQUENCE_NUMBERS);
  if (difference > HALF) return (round - 1) * SEQUENCE_NUMBERS + sequenceNumber;
  if (difference < -HALF) return (round + 1) * SEQUENCE_NUMBERS + sequenceNumber;
  return round * SEQUENCE_NUMBERS + sequenceNumber;
}

/** What werift keeps for each synchronisation source, with the one number that the guess needs. */
export interface RolloverState {
  /** The round in which the latest packet is. */
  rolloverCounter: number;
  /** The highest index so far. */
  highestIndex?: number;
}

/** Sets the rollover counter for a packet and remembers the highest index. */
export function updateRollover(sequenceNumber: number, state: RolloverState): void {
  const { highestIndex } = state;
  const index = highestIndex === undefined ? sequenceNumber : guessPacketIndex(highestIndex, sequenceNumber);
  state.rolloverCounter = Math.max(0, Math.floor(index / SEQUENCE_NUMBERS));
  state.highestIndex = Math.max(highestIndex ?? index, index);
}

/**
 * Replaces werift's own guess, which loses count for good when some 100 packets are missing around the wrap or when
 * sequence number 0 comes late: from then on every packet fails its authentication and the video stays black.
 */
export function repairRollover(session: SrtpSession): void {
  session.localContext.updateRolloverCount = updateRollover;
  session.remoteContext.updateRolloverCount = updateRollover;
}
