import { Router } from 'express';
import { connectionIdOfStream } from '../sessions/ids';
import type { Sessions } from '../sessions/sessions';
import { ConnectionBody, ConnectionUpdateBody, isIpCamera, toConnectionProperties } from './connection-body';
import { connectionJson, connectionListJson } from './connection-json';
import { queryFlag } from './query-flag';
import { readBody } from './request-body';
import { sendError } from './rest-error';

/** `/sessions/{sessionId}/connection` and `/sessions/{sessionId}/stream` */
export function connectionRoutes(sessions: Sessions): Router {
  const router = Router();

  router.post('/sessions/:sessionId/connection', (request, response) => {
    const session = sessions.find(request.params.sessionId);
    if (!session) {
      response.status(404).end();
      return;
    }
    const body = readBody(ConnectionBody, request, response);
    if (!body) return;
    if (isIpCamera(body)) {
      sendError(request, response, 501, 'IP cameras are not part of this deployment.');
      return;
    }
    response.json(connectionJson(session.createConnection(toConnectionProperties(body))));
  });

  router.get('/sessions/:sessionId/connection', (request, response) => {
    const session = sessions.find(request.params.sessionId);
    const pending = queryFlag(request.query.pendingConnections, true);
    if (session) response.json(connectionListJson(session.connections, pending));
    else response.status(404).end();
  });

  router.get('/sessions/:sessionId/connection/:connectionId', (request, response) => {
    const session = sessions.find(request.params.sessionId);
    const connection = session?.connection(request.params.connectionId);
    if (connection) response.json(connectionJson(connection));
    else response.status(session ? 404 : 400).end();
  });

  // OpenVidu CE answers 403 here; this is what OpenVidu Pro does.
  router.patch('/sessions/:sessionId/connection/:connectionId', (request, response) => {
    const session = sessions.find(request.params.sessionId);
    const connection = session?.connection(request.params.connectionId);
    if (!session || !connection) {
      response.status(404).end();
      return;
    }
    const body = readBody(ConnectionUpdateBody, request, response);
    if (!body) return;
    session.updateConnection(connection, body);
    response.json(connectionJson(connection));
  });

  router.delete('/sessions/:sessionId/connection/:connectionId', async (request, response) => {
    const session = sessions.find(request.params.sessionId);
    const connection = session?.connection(request.params.connectionId);
    if (!session || !connection) {
      response.status(session ? 404 : 400).end();
      return;
    }
    if (connection.participant) await session.evict(connection.participant, 'forceDisconnectByServer');
    else session.removePending(connection);
    response.status(204).end();
  });

  // OpenVidu's 405, for the stream of an IP camera, cannot occur: there are none.
  router.delete('/sessions/:sessionId/stream/:streamId', async (request, response) => {
    const { sessionId, streamId } = request.params;
    const session = sessions.find(sessionId);
    const owner = session?.connection(connectionIdOfStream(streamId) ?? streamId)?.participant;
    if (!session || owner?.stream?.id !== streamId) {
      response.status(session ? 404 : 400).end();
      return;
    }
    await session.unpublish(owner, 'forceUnpublishByServer');
    response.status(204).end();
  });

  return router;
}
