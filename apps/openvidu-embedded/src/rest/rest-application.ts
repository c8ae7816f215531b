import type { Logger } from '@bapsang/server';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Sessions } from '../sessions/sessions';
import { requireAuthorization } from './authorization';
import { configurationRoutes, publicRoutes } from './configuration-routes';
import { connectionRoutes } from './connection-routes';
import { allowEveryOrigin } from './cross-origin';
import { sendError } from './rest-error';
import { sessionRoutes } from './session-routes';
import { signalRoutes } from './signal-routes';
import { unavailableRoutes } from './unavailable-routes';

/** The path of the API. */
const API = '/openvidu/api';

/** The largest body that is read. */
const LARGEST_BODY = '256kb';

/** What the REST side needs of the deployment. */
export interface RestOptions {
  readonly sessions: Sessions;
  /** The password of the user OPENVIDUAPP. */
  readonly secret: string;
  /** Where browsers reach this deployment. */
  readonly publicUrl: string;
  readonly logger: Logger;
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function answerFailures(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status === 500) logger.error('request.failed', { method: request.method, path: request.path, error });
    sendError(request, response, status, status === 500 ? 'Something went wrong.' : 'The request cannot be read.');
  };
}

/** The REST side: what openvidu-node-client calls. */
export function createRestApplication({ sessions, secret, publicUrl, logger }: RestOptions): Express {
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  application.use(allowEveryOrigin);
  application.use(API, publicRoutes(publicUrl));
  application.use(API, requireAuthorization(secret));
  application.use(API, express.json({ limit: LARGEST_BODY }));
  application.use(API, configurationRoutes(publicUrl));
  application.use(API, sessionRoutes(sessions));
  application.use(API, connectionRoutes(sessions));
  application.use(API, signalRoutes(sessions));
  application.use(API, unavailableRoutes());
  application.use((request, response) => sendError(request, response, 404, 'There is nothing here.'));
  application.use(answerFailures(logger));
  return application;
}
