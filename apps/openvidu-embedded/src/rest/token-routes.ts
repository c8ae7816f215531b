import { Router } from 'express';
import type { Connection } from '../sessions/connection';
import type { Sessions } from '../sessions/sessions';
import { toConnectionProperties } from './connection-body';
import { readBody } from './request-body';
import { sendError } from './rest-error';
import { TokenBody, TokenSessionBody } from './token-body';

/** A token as REST showed it before there were connections. */
function tokenJson({ id, sessionId, createdAt, token, properties }: Connection): object {
  const { role, data, kurentoOptions } = properties;
  return {
    id: token,
    token,
    createdAt,
    connectionId: id,
    session: sessionId,
    data,
    role,
    ...(kurentoOptions && { kurentoOptions }),
  };
}

/** `/tokens`, deprecated: creates the same pending connection as `/sessions/{sessionId}/connection`. */
export function tokenRoutes(sessions: Sessions): Router {
  const router = Router();

  router.post('/tokens', (request, response) => {
    const target = readBody(TokenSessionBody, request, response);
    if (!target) return;
    const session = sessions.find(target.session);
    if (!session) {
      sendError(request, response, 404, `Session ${target.session} not found`);
      return;
    }
    const body = readBody(TokenBody, request, response);
    if (body) response.json(tokenJson(session.createConnection(toConnectionProperties(body))));
  });

  return router;
}
