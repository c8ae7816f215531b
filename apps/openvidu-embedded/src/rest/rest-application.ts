import type { Logger } from '@bapsang/server';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { DEFAULT_LIMITS, type Limits } from '../configuration/limits';
import type { Sessions } from '../sessions/sessions';
import { requireAuthorization } from './authorization';
import { configurationRoutes } from './configuration-routes';
import { connectionRoutes } from './connection-routes';
import { allowEveryOrigin } from './cross-origin';
import { readJson } from './json-body';
import { operatorRoutes, type OperatorRoutesOptions } from './operator-routes';
import { publicRoutes } from './public-routes';
import { DEFAULT_REPORTED_CONFIGURATION, type ReportedConfiguration } from './reported-configuration';
import { sendError, statusOfRefusal } from './rest-error';
import { sessionRoutes } from './session-routes';
import { signalRoutes } from './signal-routes';
import { tokenRoutes } from './token-routes';
import { recordingRoutes, unmappedRoutes } from './unavailable-routes';

/** The path of the API. */
const API = '/openvidu/api';

/** What the REST side needs of the deployment. */
export interface RestOptions extends OperatorRoutesOptions {
  readonly sessions: Sessions;
  /** Where browsers reach this deployment. */
  readonly publicUrl: string;
  readonly logger: Logger;
  /** Default: {@link DEFAULT_LIMITS}. */
  readonly limits?: Pick<Limits, 'bodyBytes'>;
  /** What `GET /config` shows. Default: {@link DEFAULT_REPORTED_CONFIGURATION}. */
  readonly configuration?: ReportedConfiguration;
}

/** The status that the framework chose for a request it cannot read; 500 for what was not expected. */
function statusOfFailure(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const TEXT_OF_STATUS: Readonly<Record<number, string>> = {
  413: 'The body is larger than this deployment reads.',
  500: 'Something went wrong.',
};

function answerFailures(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = statusOfRefusal(error);
    if (refusal !== undefined && error instanceof Error) {
      sendError(request, response, refusal, error.message);
      return;
    }
    const status = statusOfFailure(error);
    if (status === 500) logger.error('request.failed', { method: request.method, path: request.path, error });
    sendError(request, response, status, TEXT_OF_STATUS[status] ?? 'The request cannot be read.');
  };
}

/** The REST side: what openvidu-node-client and an operator call. */
export function createRestApplication(options: RestOptions): Express {
  const { sessions, secret, publicUrl, logger, limits = DEFAULT_LIMITS } = options;
  const { configuration = DEFAULT_REPORTED_CONFIGURATION } = options;
  const application = express();
  application.disable('x-powered-by');
  application.disable('etag');
  application.use(allowEveryOrigin);
  application.use(publicRoutes(publicUrl));
  application.use(operatorRoutes(options));
  application.use(API, requireAuthorization(secret));
  application.use(API, recordingRoutes());
  application.use(API, configurationRoutes(publicUrl, configuration));
  application.use(API, readJson(limits.bodyBytes));
  application.use(API, sessionRoutes(sessions));
  application.use(API, connectionRoutes(sessions));
  application.use(API, tokenRoutes(sessions));
  application.use(API, signalRoutes(sessions));
  application.use(API, unmappedRoutes());
  application.use((request, response) => {
    sendError(request, response, 404, 'There is nothing here.');
  });
  application.use(answerFailures(logger));
  return application;
}
