import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';

/** The header that carries the correlation id, in requests (taken over where it is well-formed) and in every answer. */
export const CORRELATION_ID_HEADER = 'x-correlation-id';

const WELL_FORMED = /^[\w-]{1,100}$/;

/** Express middleware that gives every request a correlation id. */
export function assignCorrelationId(request: Request, response: Response, next: NextFunction): void {
  const given = request.header(CORRELATION_ID_HEADER);
  const correlationId = given && WELL_FORMED.test(given) ? given : randomUUID();
  response.setHeader(CORRELATION_ID_HEADER, correlationId);
  next();
}

/**
 * The correlation id of the request that a response answers.
 * @param response a response that went through {@link assignCorrelationId}
 */
export function correlationIdOf(response: Response): string {
  return String(response.getHeader(CORRELATION_ID_HEADER) ?? '');
}
