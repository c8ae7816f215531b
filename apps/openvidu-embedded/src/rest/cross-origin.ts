import type { Request, RequestHandler } from 'express';

/** Whether a browser asks what it may send, before it sends it; a bare OPTIONS is an ordinary request. */
function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.header('access-control-request-method') !== undefined;
}

/** Lets pages of every origin use every path, without cookies; answers preflights, for which nobody needs the secret. */
export const allowEveryOrigin: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (!isPreflight(request)) {
    next();
    return;
  }
  response.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', request.header('access-control-request-headers') ?? '*');
  response.vary('Access-Control-Request-Headers').status(200).end();
};
