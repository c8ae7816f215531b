import { maskError, type ErrorBody } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import { randomUUID } from 'node:crypto';

/** An error as Socket.IO hands it to the client's `connect_error`. */
export interface ConnectError extends Error {
  readonly data: ErrorBody;
}

/**
 * The one mapping of errors for sockets: what was thrown, as it may be sent. Logs what was not expected, with an id that
 * is sent along.
 * @param correlationId of the participant's seat, where it is known
 */
export function toSocketErrorBody(thrown: unknown, logger: Logger, correlationId: string = randomUUID()): ErrorBody {
  const error = maskError(thrown);
  if (error === thrown) return error.toBody();
  logger.error('socket.failed', { correlationId, error: thrown });
  return error.toBody(correlationId);
}

/** The same for a refused handshake. */
export function toConnectError(thrown: unknown, logger: Logger, correlationId?: string): ConnectError {
  const data = toSocketErrorBody(thrown, logger, correlationId);
  return Object.assign(new Error(data.message), { data });
}
