import { Router } from 'express';

/** What OpenVidu has and this deployment has not: recordings are a module that is off, whatever the request says. */
export function recordingRoutes(): Router {
  const router = Router();
  router.post(['/recordings/start', '/recordings/stop/:recordingId'], (_request, response) => {
    response.status(501).end();
  });
  router.get(['/recordings', '/recordings/:recordingId'], (_request, response) => {
    response.status(501).end();
  });
  router.delete('/recordings/:recordingId', (_request, response) => {
    response.status(501).end();
  });
  return router;
}

/**
 * Everything that is not mapped: OpenVidu answers 403, because its framework's error page is itself forbidden. Among it is what
 * only OpenVidu Pro has: `/broadcast/start`, `/broadcast/stop`, `/health`.
 */
export function unmappedRoutes(): Router {
  const router = Router();
  router.use((_request, response) => {
    response.status(403).end();
  });
  return router;
}
