import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';

/** Whom a worker's token is for. */
export const WORKER_TOKEN_AUDIENCE = 'bapsang-api';

/** s */
const VALID_FOR = 60;

/**
 * A fresh token with which a worker shows the api who it is: a JWT (HS256) that is valid for a minute.
 * @param workerId the `sub`
 * @param secret the secret shared with the api
 * @param now the api's clock, ms since the epoch
 */
export function signWorkerToken(workerId: string, secret: string, now: number): Promise<string> {
  const issuedAt = Math.floor(now / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setJti(randomUUID())
    .setSubject(workerId)
    .setAudience(WORKER_TOKEN_AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + VALID_FOR)
    .sign(new TextEncoder().encode(secret));
}

/**
 * Whether whoever answered a handshake knows one of the secrets: see `ApiHello`.
 * @param token of the handshake
 * @param secrets those that are accepted
 */
export function isProofOf(token: string, proof: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => {
    const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64url'));
    const given = Buffer.from(proof);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
