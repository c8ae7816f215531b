import { ReceiverEstimatedMaxBitrate, RtcpPayloadSpecificFeedback, type RtcpPacket } from 'werift';

/** The most that a publisher may send, bit/s. */
export const MAXIMUM_BITRATE = 2_000_000;

/**
 * What a publisher may send however poor its subscribers' networks are, bit/s: OpenVidu's default for
 * OPENVIDU_STREAMS_VIDEO_MIN_RECV_BANDWIDTH. At 60,000 one receiver without processor time, which keeps asking for
 * keyframes, made the picture stand still for everybody (eight pages on two processors).
 */
export const MINIMUM_BITRATE = 300_000;

const MANTISSA_LIMIT = 2 ** 18;

/**
 * A bitrate as REMB writes it: `mantissa * 2 ** exponent`, the mantissa in 18 bits, rounded down.
 * @param bitrate bit/s, not negative
 */
export function encodeBitrate(bitrate: number): { readonly exponent: number; readonly mantissa: number } {
  let exponent = 0;
  let mantissa = Math.floor(bitrate);
  while (mantissa >= MANTISSA_LIMIT) {
    mantissa = Math.floor(mantissa / 2);
    exponent++;
  }
  return { exponent, mantissa };
}

/**
 * What a publisher may send so that its slowest subscriber still keeps up.
 * @param estimates of the subscribers, bit/s; nothing where a subscriber has not told one
 */
export function allowedBitrate(estimates: Iterable<number | undefined>): number {
  let allowed = MAXIMUM_BITRATE;
  for (const estimate of estimates) allowed = Math.min(allowed, estimate ?? allowed);
  return Math.max(allowed, MINIMUM_BITRATE);
}

/** The RTCP packet that tells a publisher how much to send. */
export function createRemb(bitrate: number, senderSsrc: number, mediaSsrc: number): RtcpPayloadSpecificFeedback {
  const { exponent, mantissa } = encodeBitrate(bitrate);
  return new RtcpPayloadSpecificFeedback({
    feedback: new ReceiverEstimatedMaxBitrate({
      senderSsrc,
      mediaSsrc: 0,
      ssrcNum: 1,
      brExp: exponent,
      brMantissa: mantissa,
      ssrcFeedbacks: [mediaSsrc],
    }),
  });
}

/** The estimate in an RTCP packet, bit/s; nothing where the packet is not a REMB. */
export function readRemb(packet: RtcpPacket): number | undefined {
  if (!(packet instanceof RtcpPayloadSpecificFeedback)) return undefined;
  return packet.feedback instanceof ReceiverEstimatedMaxBitrate ? Number(packet.feedback.bitrate) : undefined;
}
