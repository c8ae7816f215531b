import { ApplicationError, isDeeperThan, parse, VALUE_MAX_DEPTH, type Contract } from '@bapsang/shared';
import type { Request, Response } from 'express';
import { sendError } from './rest-error';

/**
 * A value without the members that are null: clients send null for what they do not set. What is nested too deep for any
 * contract stays as it is, for the contract to refuse.
 */
export function withoutNulls(value: unknown): unknown {
  return isDeeperThan(value, VALUE_MAX_DEPTH) ? value : dropNulls(value);
}

function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, dropNulls(member)]));
}

/**
 * The checked body of a request; an absent one counts as empty.
 * @returns nothing where it is not valid: 400 has been answered then
 */
export function readBody<T extends object>(contract: Contract<T>, request: Request, response: Response): T | undefined {
  try {
    return parse(contract, withoutNulls(request.body ?? {}));
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    sendError(request, response, 400, error.details?.join('; ') ?? error.message);
    return undefined;
  }
}
