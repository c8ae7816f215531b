import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { ApplicationError } from '../errors/application-error';
import { isDeeperThan, VALUE_MAX_DEPTH } from './depth';
import { withoutPrototypeMembers } from './prototype-members';

/** A class whose properties carry class-validator decorators. */
export type Contract<T extends object> = new () => T;

/**
 * Every fault of a value, as sentences, with the path of the property first.
 * @param errors what class-validator found
 */
export function describeFaults(errors: readonly ValidationError[], path = ''): string[] {
  return errors.flatMap((error) => {
    const property = path ? `${path}.${error.property}` : error.property;
    const own = Object.values(error.constraints ?? {}).map((fault) =>
      path && fault.startsWith(error.property) ? `${path}.${fault}` : fault,
    );
    return [...own, ...describeFaults(error.children ?? [], property)];
  });
}

/**
 * Checks a value that came from outside against its contract.
 * @param contract the class that describes the value
 * @param value anything, for example the result of JSON.parse or a Socket.IO payload
 * @returns an instance of the class with only the properties that the class names
 * @throws ApplicationError `invalid_request` with one sentence per fault
 */
export function parse<T extends object>(contract: Contract<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApplicationError('invalid_request', `Expected an object (${contract.name}).`);
  }
  if (isDeeperThan(value, VALUE_MAX_DEPTH)) {
    throw new ApplicationError(
      'invalid_request',
      `${contract.name} is nested more than ${VALUE_MAX_DEPTH} levels deep.`,
    );
  }
  const instance = plainToInstance(contract, withoutPrototypeMembers(value));
  const errors = validateSync(instance, { whitelist: true, forbidUnknownValues: true });
  if (errors.length === 0) return instance;
  throw new ApplicationError('invalid_request', `${contract.name} is not valid.`, { details: describeFaults(errors) });
}
