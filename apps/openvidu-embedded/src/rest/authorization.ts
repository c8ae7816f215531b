import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

const USER = 'OPENVIDUAPP';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What stands behind `Basic`, decoded; empty where the header is of another kind. The scheme's case does not count (RFC 7617). */
function credentialsIn(header: string | undefined): string {
  const [scheme, encoded = ''] = (header ?? '').split(' ');
  return scheme?.toLowerCase() === 'basic' ? Buffer.from(encoded, 'base64').toString() : '';
}

/**
 * Whether a header carries the right user and secret; takes the same time whatever is wrong with it.
 * @param header the request's `Authorization`
 */
export function isAuthorized(header: string | undefined, secret: string): boolean {
  return timingSafeEqual(digest(credentialsIn(header)), digest(`${USER}:${secret}`));
}

/** Lets through only who knows the secret; everybody else gets 401. */
export function requireAuthorization(secret: string): RequestHandler {
  return (request, response, next) => {
    if (isAuthorized(request.header('authorization'), secret)) {
      next();
      return;
    }
    response.setHeader('WWW-Authenticate', 'Basic');
    response.status(401).end();
  };
}
