import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@bapsang/server';
import { CORRELATION_ID_HEADER } from '@bapsang/server/nest';

/** An Express request; `route` is there once one was found. */
interface RoutedRequest extends IncomingMessage {
  readonly route?: { readonly path: string };
}

/**
 * Express middleware that logs every request once it is answered. The route is logged, not the address: the id of a meal is
 * all that is needed to join it.
 */
export function logRequests(logger: Logger) {
  return (request: RoutedRequest, response: ServerResponse, next: () => void): void => {
    const began = performance.now();
    response.once('close', () => {
      const route = request.route?.path ?? 'none';
      const fields = {
        correlationId: response.getHeader(CORRELATION_ID_HEADER),
        method: request.method,
        route,
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - began),
      };
      if (route.startsWith('/health/')) logger.debug('request.answered', fields);
      else logger.info('request.answered', fields);
    });
    next();
  };
}
