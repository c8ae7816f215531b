import { Router } from 'express';

/** What OpenVidu has and this deployment has not: recordings are a module that is off; nothing else is mapped. */
export function unavailableRoutes(): Router {
  const router = Router();
  const recordings = ['/recordings/start', '/recordings/stop/:recordingId'];
  router.post(recordings, (_request, response) => void response.status(501).end());
  router.get(['/recordings', '/recordings/:recordingId'], (_request, response) => void response.status(501).end());
  router.delete('/recordings/:recordingId', (_request, response) => void response.status(501).end());
  router.use((_request, response) => void response.status(403).end());
  return router;
}
