import { ApplicationError } from '@bapsang/shared';
import type { NextFunction, Request, Response } from 'express';
import type { TooMany } from '../doors/rate-limiter';
import { correlationIdOf } from './correlation-id';

/**
 * Express middleware that refuses who comes too often, before a byte of the body is read: 429 `too_many_requests` with
 * `Retry-After`, seconds.
 * @param count counts a request
 */
export function limitRequests(count: (request: Request) => Promise<TooMany | undefined>) {
  return (request: Request, response: Response, next: NextFunction): void => {
    count(request).then((tooMany) => {
      if (!tooMany) {
        next();
        return;
      }
      const { retryAfter } = tooMany;
      const error = new ApplicationError(
        'too_many_requests',
        `Too many requests in a short time. Please try again in ${retryAfter} s.`,
      );
      // The body was not read, so the connection is of no more use.
      response.status(error.status).set({ 'Retry-After': String(retryAfter), Connection: 'close' });
      response.json(error.toBody(correlationIdOf(response)));
    }, next);
  };
}
