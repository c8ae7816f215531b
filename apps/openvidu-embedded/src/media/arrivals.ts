import type { MediaStatistics } from './media-statistics';
import { guessPacketIndex } from './rollover';

/** How far back packets are remembered; what is older is of no use to anybody. More than is ever asked for again. */
export const WINDOW = 1_024;

/** One round of sequence numbers, so that the index of a packet from before the first one is not negative. */
const FIRST_ROUND = 0x1_0000;

/** Tells the packets of one stream that come for the first time from repeated ones, and counts what is missing. */
export class Arrivals {
  private readonly seen = new Float64Array(WINDOW).fill(-1);
  private highest?: number;

  constructor(private readonly statistics: MediaStatistics) {}

  /**
   * Takes note of a packet that came.
   * @param sequenceNumber 0 to 65535
   * @returns false for a packet that came before (browsers repeat some to probe the network), and for one too old to
   *   tell: it must not be forwarded, SRTP allows each number once
   */
  receive(sequenceNumber: number): boolean {
    const { highest } = this;
    const index = highest === undefined ? FIRST_ROUND + sequenceNumber : guessPacketIndex(highest, sequenceNumber);
    if (highest !== undefined && index <= highest - WINDOW) return false;
    if (this.seen[index % WINDOW] === index) return false;
    this.seen[index % WINDOW] = index;
    if (highest !== undefined && index < highest) this.statistics.packetsRecovered++;
    if (highest !== undefined && index > highest) this.statistics.packetsLost += index - highest - 1;
    this.highest = Math.max(highest ?? index, index);
    return true;
  }
}
