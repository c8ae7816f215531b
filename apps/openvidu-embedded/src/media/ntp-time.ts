/** From the start of NTP's time (1900) to that of Unix (1970), s: RFC 868. */
const UNIX_EPOCH = 2_208_988_800;

/** An NTP fraction counts in units of 1/2^32 s. */
const FRACTIONS = 2 ** 32;

/**
 * A moment as sender reports write it: 32 bits of seconds since 1900, 32 bits of fraction (RFC 3550, 4). werift 0.25.2
 * writes the decimal digits of the fraction instead, which makes sound and picture drift apart by up to a second.
 * @param now ms since 1970
 */
export function ntpTime(now: number): bigint {
  const seconds = Math.floor(now / 1_000);
  const fraction = Math.floor(((now - seconds * 1_000) * FRACTIONS) / 1_000);
  return (BigInt(seconds + UNIX_EPOCH) << 32n) | BigInt(fraction);
}

/**
 * A moment as the header extension abs-send-time writes it: 6 bits of seconds, 18 bits of fraction
 * (http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time).
 * @param now ms since 1970
 */
export function absoluteSendTime(now: number): number {
  return Math.floor(((now % 64_000) / 1_000) * 2 ** 18);
}
