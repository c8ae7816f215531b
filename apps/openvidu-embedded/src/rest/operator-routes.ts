import { Router } from 'express';
import { CDR_FILE } from '../events/cdr-file';
import { requireAuthorization } from './authorization';

/** The figures of the deployment in the words of Prometheus. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** What the operator of a deployment may look at. */
export interface OperatorRoutesOptions {
  /** The password of the user OPENVIDUAPP. */
  readonly secret: string;
  /** What `/metrics` shows; without it there is nothing at that path. */
  readonly metrics?: MetricsText;
  /** Reads what the CDR file holds: one event a line; absent where none is written. */
  readonly readCdr?: () => Promise<string>;
}

/** The paths besides the API that OpenVidu protects: below them everything needs the secret, whether it is there or not. */
const PROTECTED = ['/metrics', '/dashboard', '/openvidu/cdr', '/openvidu/layouts', '/openvidu/recordings'];

/**
 * `/metrics`, `/openvidu/cdr` and the protected paths behind which there is nothing here: the dashboard, layouts and files of
 * recordings. Those end in 403, as every path does that OpenVidu does not map.
 */
export function operatorRoutes({ secret, metrics, readCdr }: OperatorRoutesOptions): Router {
  const router = Router();
  router.use(PROTECTED, requireAuthorization(secret));

  if (metrics) {
    router.get('/metrics', async (_request, response) => {
      const text = await metrics.text();
      response.setHeader('Content-Type', metrics.contentType);
      response.end(text);
    });
  }

  // OpenVidu lists the names of its CDR files here.
  router.get('/openvidu/cdr', (_request, response) => {
    response.json(readCdr ? [CDR_FILE] : []);
  });

  if (readCdr) {
    router.get(`/openvidu/cdr/${CDR_FILE}`, async (_request, response) => {
      response.type('text/plain').send(await readCdr());
    });
  }

  router.use(PROTECTED, (_request, response) => {
    response.status(403).end();
  });
  return router;
}
