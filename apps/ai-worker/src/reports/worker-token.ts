import { SignJWT } from 'jose';

/** Whom a worker's token is for. */
export const WORKER_TOKEN_AUDIENCE = 'bapsang-api';

const VALID_FOR = '60 s';

/**
 * A fresh token with which a worker shows the api who it is: a JWT (HS256) that is valid for a minute.
 * @param workerId the `sub`
 * @param secret the secret shared with the api
 */
export function signWorkerToken(workerId: string, secret: string): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(workerId)
    .setAudience(WORKER_TOKEN_AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(VALID_FOR)
    .sign(new TextEncoder().encode(secret));
}
