import { Router, type Request } from 'express';
import type { Sessions } from '../sessions/sessions';
import { queryFlag } from './query-flag';
import { readBody } from './request-body';
import { SessionBody, toSessionProperties } from './session-body';
import { sessionJson } from './session-json';

function wantsPending({ query }: Request): boolean {
  return queryFlag(query.pendingConnections, false);
}

/** `/sessions` */
export function sessionRoutes(sessions: Sessions): Router {
  const router = Router();

  router.post('/sessions', (request, response) => {
    const body = readBody(SessionBody, request, response);
    if (!body) return;
    const properties = toSessionProperties(body);
    if (sessions.find(properties.customSessionId)) {
      response.status(409).end();
      return;
    }
    response.json(sessionJson(sessions.create(properties), false));
  });

  router.get('/sessions', (request, response) => {
    const content = sessions.all.map((session) => sessionJson(session, wantsPending(request)));
    response.json({ numberOfElements: content.length, content });
  });

  router.get('/sessions/:sessionId', (request, response) => {
    const session = sessions.find(request.params.sessionId);
    if (session) response.json(sessionJson(session, wantsPending(request)));
    else response.status(404).end();
  });

  router.delete('/sessions/:sessionId', async (request, response) => {
    const session = sessions.find(request.params.sessionId);
    await session?.close('sessionClosedByServer');
    response.status(session ? 204 : 404).end();
  });

  return router;
}
