import { randomUUID } from 'node:crypto';
import { CORRELATION_ID_FORM } from '@bapsang/shared';
import type { NextFunction, Request, Response } from 'express';
import { within } from '../tracing/work';

/** The header that carries the correlation id, in requests (taken over where it is well-formed) and in every answer. */
export const CORRELATION_ID_HEADER = 'x-correlation-id';

/** Express middleware that gives every request a correlation id, and so every log line that the request leads to. */
export function assignCorrelationId(request: Request, response: Response, next: NextFunction): void {
  const given = request.header(CORRELATION_ID_HEADER);
  const correlationId = given && CORRELATION_ID_FORM.test(given) ? given : randomUUID();
  response.setHeader(CORRELATION_ID_HEADER, correlationId);
  within({ correlationId }, () => next());
}

/**
 * The correlation id of the request that a response answers.
 * @param response a response that went through {@link assignCorrelationId}
 */
export function correlationIdOf(response: Response): string {
  return String(response.getHeader(CORRELATION_ID_HEADER) ?? '');
}
