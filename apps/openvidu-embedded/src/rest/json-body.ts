import express, { type Request, type RequestHandler, type Response } from 'express';

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Whether a body came that somebody is to read: openvidu-node-client names a type on GET and DELETE as well, with no body. */
function hasBody({ method, headers }: Request): boolean {
  if (method !== 'POST' && method !== 'PATCH') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isReadable(body: unknown): boolean {
  return body === undefined || body === null || (typeof body === 'object' && !Array.isArray(body));
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 413;
}

/**
 * Reads the JSON object in the body of a POST or PATCH. What is no such object - broken JSON, a list, another media type - gets
 * 403 without a body: OpenVidu's framework finds the fault before OpenVidu does, and its error page is itself forbidden, as for
 * paths that do not exist.
 * @param limit the largest body that is read, bytes; a larger one ends in an error with status 413
 */
export function readJson(limit: number): RequestHandler {
  const read = express.json({ limit, strict: false, type: () => true });
  return (request, response, next) => {
    if (!hasBody(request)) {
      next();
      return;
    }
    if (!JSON_TYPE.test(request.header('content-type') ?? '')) {
      forbid(response);
      return;
    }
    read(request, response, (error?: unknown) => {
      if (isTooLarge(error)) next(error);
      else if (error !== undefined || !isReadable(request.body)) forbid(response);
      else next();
    });
  };
}

function forbid(response: Response): void {
  response.status(403).end();
}
