import { Router } from 'express';
import { SessionError } from '../sessions/session-error';
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
    if (!session) {
      response.status(404).end();
      return;
    }
    if (session.participants.length === 0) {
      response.status(406).end();
      return;
    }
    try {
      session.signal({ type: body.type, data: body.data }, body.to ?? []);
      response.status(200).end();
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      response.status(406).end();
    }
  });

  return router;
}
