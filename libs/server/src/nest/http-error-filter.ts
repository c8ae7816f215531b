import { ApplicationError, ERROR_STATUS, maskError, type ErrorCode } from '@bapsang/shared';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from '../logging/logger';
import { correlationIdOf } from './correlation-id';

const GENERAL_CODES: readonly ErrorCode[] = [
  'invalid_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'payload_too_large',
  'too_many_requests',
];

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number') return thrown.status;
  return undefined;
}

/** What the framework and its body parser throw, as our error: 4xx keep their meaning, everything else is masked. */
function toApplicationError(thrown: unknown): ApplicationError {
  if (thrown instanceof ApplicationError) return thrown;
  const status = statusOf(thrown);
  if (status === undefined || status < 400 || status >= 500) return maskError(thrown);
  const code = GENERAL_CODES.find((candidate) => ERROR_STATUS[candidate] === status) ?? 'invalid_request';
  return new ApplicationError(code, thrown instanceof Error ? thrown.message : 'The request cannot be answered.', {
    cause: thrown,
  });
}

/** An Express request; `route` is there once one was found. */
interface RoutedRequest {
  readonly method: string;
  readonly route?: { readonly path: string };
}

/** The one filter for HTTP: answers every failure with an `ErrorBody` and logs what was not expected. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const error = toApplicationError(thrown);
    const correlationId = correlationIdOf(response);
    if (error.status >= 500) {
      // The route, not the address: the id of a meal is all that it takes to join it.
      const { method, route } = http.getRequest<RoutedRequest>();
      this.logger.error('request.failed', {
        correlationId,
        method,
        route: route?.path,
        code: error.code,
        error: error.cause ?? error,
      });
    }
    if (response.headersSent) return;
    response.status(error.status).json(error.toBody(correlationId));
  }
}
