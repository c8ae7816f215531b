import { STATUS_CODES } from 'node:http';
import type { Request, Response } from 'express';
import { SessionError, type SessionFault } from '../sessions/session-error';

const STATUS_OF_FAULT: Readonly<Partial<Record<SessionFault, number>>> = {
  'session-closed': 404,
  'signal-target-unknown': 406,
  'too-many-sessions': 503,
  'too-many-connections': 503,
};

/** The status for what the sessions refused; nothing for what was not expected and must be masked. */
export function statusOfRefusal(thrown: unknown): number | undefined {
  return thrown instanceof SessionError ? STATUS_OF_FAULT[thrown.fault] : undefined;
}

/** Refuses a request the way OpenVidu does where it says why; many of its refusals have no body at all. */
export function sendError(request: Request, response: Response, status: number, message: string): void {
  response.status(status).json({
    timestamp: Date.now(),
    status,
    error: STATUS_CODES[status],
    message,
    path: request.originalUrl.split('?')[0],
  });
}
