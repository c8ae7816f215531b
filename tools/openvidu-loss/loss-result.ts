import type { Delivery } from './delivery-record';
import type { LossCounts } from './lossy-sockets';
import type { ReceivedVideo, SentVideo, ShownVideo } from './page-video';

/** What the two ends say at one moment. */
export interface Moment {
  /** ms. */
  readonly at: number;
  readonly sent: SentVideo;
  readonly received: ReceivedVideo;
}

/** What one measurement found, from its begin to its end. */
export interface LossResult {
  /** Times the video stood still as Chromium counts them; one that has not ended counts too. */
  readonly freezes: number;
  /** In s. */
  readonly freezeSeconds: number;
  /** The longest time between two frames that were shown, s. */
  readonly longestGap: number;
  readonly framesPerSecond: number;
  /** The share of the packets published of which no copy reached the receiver, %. */
  readonly residualLoss: number;
  readonly keyFrames: number;
  /** From publisher to server (up) and from server to subscriber (down). */
  readonly retransmissions: { readonly up: number; readonly down: number };
  /** RTCP messages: from server to publisher (up) and from subscriber to server (down). */
  readonly nacks: { readonly up: number; readonly down: number };
  readonly counts: LossCounts;
}

/** A video that has shown nothing for so long at the end of a measurement stands still, ms. */
const OPEN_FREEZE = 1_000;

function residualLoss(begin: Moment, end: Moment, { published, missing }: Delivery): number {
  // Chromium counts retransmissions in the packets received, also those that it did not need. So this is too low with
  // many of them, but it sees what the wire does not: packets that the receiver cannot decrypt.
  const originals = ({ sent }: Moment): number => sent.packetsSent - sent.retransmittedPacketsSent;
  const arrived = end.received.packetsReceived - begin.received.packetsReceived;
  const unreceived = originals(end) - originals(begin) - arrived;
  return published === 0 ? 0 : (100 * Math.max(missing, unreceived)) / published;
}

/**
 * What happened between two moments.
 * @param shown since the begin
 * @param counts since the begin
 */
export function lossResult(begin: Moment, end: Moment, shown: ShownVideo, counts: LossCounts): LossResult {
  const received = (name: keyof ReceivedVideo): number => end.received[name] - begin.received[name];
  const sent = (name: keyof SentVideo): number => end.sent[name] - begin.sent[name];
  // Chromium counts a freeze when the frame that ends it is shown.
  const isFrozen = shown.sinceLatest > OPEN_FREEZE;
  return {
    freezes: received('freezeCount') + (isFrozen ? 1 : 0),
    freezeSeconds: received('totalFreezesDuration') + (isFrozen ? shown.sinceLatest / 1_000 : 0),
    longestGap: shown.longestGap / 1_000,
    framesPerSecond: received('framesDecoded') / ((end.at - begin.at) / 1_000),
    residualLoss: residualLoss(begin, end, counts.delivery),
    keyFrames: received('keyFramesDecoded'),
    retransmissions: { up: sent('retransmittedPacketsSent'), down: received('retransmittedPacketsReceived') },
    nacks: { up: sent('nackCount'), down: received('nackCount') },
    counts,
  };
}
