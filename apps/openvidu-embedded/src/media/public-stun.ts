import type { RTCDtlsTransport } from 'werift';

/**
 * Keeps a transport that has no socket yet from asking a public STUN server: werift turns to its built-in one
 * (stun.l.google.com) where the list of servers is empty, and a slow name service then delays the negotiation by 5 s.
 */
export function forbidPublicStun({ iceTransport }: RTCDtlsTransport): void {
  iceTransport.connection.stunServer = undefined;
}
