import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

const USER = 'OPENVIDUAPP';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * Whether a header carries the right user and secret; takes the same time whatever is wrong with it.
 * @param header the request's `Authorization`
 */
export function isAuthorized(header: string | undefined, secret: string): boolean {
  const expected = `Basic ${Buffer.from(`${USER}:${secret}`).toString('base64')}`;
  return timingSafeEqual(digest(header ?? ''), digest(expected));
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
