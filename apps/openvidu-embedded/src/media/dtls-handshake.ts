import type { RTCDtlsTransport } from 'werift';

/**
 * Lets a handshake end that was closed under way: werift would send its last flight again for 33 s, over a socket that
 * is gone. Past the last flight its timer, 5.5 s at most, ends without another one.
 */
export function abandonHandshake({ dtls }: RTCDtlsTransport): void {
  if (!dtls) return;
  // A client that was closed before its first flight would set the number back.
  Object.defineProperty(dtls.dtls, 'flight', { get: () => Infinity, set: () => undefined });
}
