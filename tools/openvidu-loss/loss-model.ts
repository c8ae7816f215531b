import type { MediaPacket } from './media-packet';
import type { Random } from './random';

/** How packets get lost in one direction. */
export type Loss =
  | { readonly kind: 'none' }
  /** Each packet for itself; probability from 0 to 1. */
  | { readonly kind: 'independent'; readonly probability: number }
  /**
   * Gilbert's model in continuous time: a good state that loses nothing and a bad one that loses everything, each lasting
   * an exponentially distributed time with this mean, ms. The share of time that is bad is `bad / (good + bad)`. In time
   * and not in packets, because a few RTCP packets a second would make a burst of ten of them last for seconds.
   */
  | { readonly kind: 'bursts'; readonly good: number; readonly bad: number }
  /** Every RTP packet whose sequence number is among the last `before` ones before the wrap or the first `after` ones. */
  | { readonly kind: 'wrap'; readonly before: number; readonly after: number };

/** Decides about one packet after the other whether it is lost. @param now ms since the loss began, never going back */
export type LossModel = (packet: MediaPacket, now: number) => boolean;

const SEQUENCE_NUMBERS = 0x1_0000;

function bursts(good: number, bad: number, random: Random): LossModel {
  const lasting = (mean: number): number => -mean * Math.log(1 - random());
  let isBad = false;
  let end = lasting(good);
  return (_, now) => {
    while (now >= end) {
      isBad = !isBad;
      end += lasting(isBad ? bad : good);
    }
    return isBad;
  };
}

/** A model with a state of its own. STUN is not its business: whoever asks leaves those packets alone. */
export function createLossModel(loss: Loss, random: Random): LossModel {
  switch (loss.kind) {
    case 'none':
      return () => false;
    case 'independent':
      return () => random() < loss.probability;
    case 'bursts':
      return bursts(loss.good, loss.bad, random);
    case 'wrap':
      return (packet) => {
        if (packet.kind !== 'rtp') return false;
        return packet.sequenceNumber < loss.after || packet.sequenceNumber >= SEQUENCE_NUMBERS - loss.before;
      };
  }
}
