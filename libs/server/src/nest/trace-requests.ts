import type { NextFunction, Request, Response } from 'express';
import type { Tracing } from '../tracing/tracing';
import { currentWork, within } from '../tracing/work';

/** An Express request; `route` is there once one was found. */
interface RoutedRequest extends Request {
  readonly route: { readonly path: string } | undefined;
}

/**
 * Express middleware that makes every request a trace; health checks and figures are left out. The route is told, not the address:
 * the id of a meal is all that is needed to join it. A `traceparent` from outside is not taken over, because anybody could have
 * every request of theirs written.
 */
export function traceRequests(tracing: Tracing) {
  return (request: RoutedRequest, response: Response, next: NextFunction): void => {
    if (!tracing.on || /^\/(health|metrics)(\/|$)/.test(request.path)) {
      next();
      return;
    }
    const work = currentWork();
    const span = tracing.begin('HTTP', {
      correlationId: work.correlationId,
      attributes: { 'http.request.method': request.method },
    });
    response.once('close', () => {
      const route = request.route?.path ?? 'none';
      span?.rename(`${request.method} ${route}`);
      span?.describe({ 'http.route': route, 'http.response.status_code': response.statusCode });
      span?.end();
    });
    within({ ...work, span }, () => next());
  };
}
