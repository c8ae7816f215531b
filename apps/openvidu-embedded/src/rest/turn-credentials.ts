import { createHmac, randomUUID } from 'node:crypto';

/** How long the credentials of a TURN server are valid, s; OpenVidu's choice. */
const LIFETIME = 24 * 60 * 60;

/** What a browser presents to a TURN server. */
export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

/**
 * Short-lived credentials that a TURN server checks without asking anybody, as coturn's `use-auth-secret` and
 * draft-uberti-behave-turn-rest-00 have them: the username says until when, the credential signs it.
 * @param secret what this deployment and the TURN server share
 * @param now ms since the epoch
 */
export function createTurnCredentials(secret: string, now: number): TurnCredentials {
  const username = `${Math.floor(now / 1_000) + LIFETIME}:${randomUUID().slice(0, 8)}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
