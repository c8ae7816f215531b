import { ApplicationError, parse, type Contract } from '@bapsang/shared';
import type { Request, Response } from 'express';
import { withoutNulls } from '../json/without-nulls';
import { sendError } from './rest-error';

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
