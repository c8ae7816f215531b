import { Router } from 'express';
import type { Sessions } from '../sessions/sessions';
import { readBody } from './request-body';
import { SignalBody } from './signal-body';

/** `/signal`: the application's server speaks to participants. */
export function signalRoutes(sessions: Sessions): Router {
  const router = Router();

  router.post('/signal', (request, response) => {
    const body = readBody(SignalBody, request, response);
    if (!body) return;
    const session = sessions.find(body.session);
    if (!session || session.participants.length === 0) {
      response.status(session ? 406 : 404).end();
      return;
    }
    session.signal({ type: body.type, data: body.data }, body.to ?? []);
    response.status(200).end();
  });

  return router;
}
