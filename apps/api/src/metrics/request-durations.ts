import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiMetrics } from './api-metrics';

/** An Express request; `route` is there once one was found. */
interface RoutedRequest extends IncomingMessage {
  readonly route?: { readonly path: string };
}

/** Express middleware that measures every request until it is answered, or until whoever asked has gone. */
export function measureRequests(metrics: ApiMetrics) {
  return (request: RoutedRequest, response: ServerResponse, next: () => void): void => {
    const began = performance.now();
    response.once('close', () => {
      const route = request.route?.path ?? 'none';
      const { statusCode: status } = response;
      metrics.requestAnswered({ method: request.method ?? 'none', route, status }, performance.now() - began);
    });
    next();
  };
}
