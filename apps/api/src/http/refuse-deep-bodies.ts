import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApplicationError } from '@bapsang/shared';

/** How many objects and arrays may lie in each other in a body; no contract needs more than 4. */
export const BODY_MAX_DEPTH = 20;

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** Whether more than `limit` objects and arrays lie in each other; looks no further than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= limit && level.length > 0; depth += 1) level = level.flatMap(childrenOf);
  return level.length > 0;
}

/**
 * Express middleware behind the body parser. The checks of the contracts call themselves for every level of a body; a few
 * thousand levels, which fit into a small body, would exhaust their stack.
 */
export function refuseDeepBodies(
  request: IncomingMessage & { readonly body?: unknown },
  _response: ServerResponse,
  next: (error?: Error) => void,
): void {
  if (!isDeeperThan(request.body, BODY_MAX_DEPTH)) next();
  else next(new ApplicationError('invalid_request', `The body is nested more than ${BODY_MAX_DEPTH} levels deep.`));
}
