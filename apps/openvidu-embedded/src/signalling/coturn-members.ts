import type { IceServer } from '../sessions/connection-properties';

const TURN_URL = /^turn(s?):(.+?)(?::(\d+))?(?:\?.*)?$/;

/**
 * The members of the joinRoom result from which older clients made their ICE servers; nothing where there is no TURN
 * server. openvidu-browser 2.32 does not read them.
 */
export function coturnMembers(servers: readonly IceServer[]): object {
  for (const { url, username, credential } of servers) {
    const [, isSecure, coturnIp, port] = TURN_URL.exec(url) ?? [];
    if (coturnIp === undefined) continue;
    const coturnPort = Number(port ?? (isSecure ? 5349 : 3478));
    return { coturnIp, coturnPort, turnUsername: username, turnCredential: credential };
  }
  return {};
}
