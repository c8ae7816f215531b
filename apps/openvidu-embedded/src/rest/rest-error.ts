import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';

/** Refuses a request the way OpenVidu does. */
export function sendError(request: Request, response: Response, status: number, message: string): void {
  response.status(status).json({
    timestamp: Date.now(),
    status,
    error: STATUS_CODES[status],
    message,
    path: request.originalUrl.split('?')[0],
  });
}
