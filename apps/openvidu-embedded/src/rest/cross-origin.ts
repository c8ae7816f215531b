import type { RequestHandler } from 'express';

/** Lets pages of every origin use the API, without cookies; answers preflights, for which nobody needs the secret. */
export const allowEveryOrigin: RequestHandler = (request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS');
  response.setHeader('Access-Control-Allow-Headers', request.header('access-control-request-headers') ?? '*');
  response.status(200).end();
};
