import * as contracts from '@bapsang/shared';
import type { Schema } from '../contracts/contract-schemas';

/** A parameter in the query of an operation. */
export interface QueryParameter {
  readonly name: string;
  readonly in: 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

/**
 * The properties of a contract as parameters. What has a value where nothing is said need not be said.
 * @param contract name of a class of libs/shared
 * @throws Error where there is no such class or no schema of it
 */
export function queryParameters(
  contract: string,
  schemas: Readonly<Record<string, Schema>>,
): readonly QueryParameter[] {
  const schema = schemas[contract];
  const Contract = (contracts as unknown as Record<string, (new () => object) | undefined>)[contract];
  if (!schema || !Contract) throw new Error(`libs/shared has no contract with the name ${contract}.`);
  const defaults = new Contract() as Readonly<Record<string, unknown>>;
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...shape }]) => {
    const value = defaults[name];
    return {
      name,
      in: 'query',
      required: value === undefined && (schema.required ?? []).includes(name),
      ...(description && { description }),
      schema: value === undefined ? shape : { ...shape, default: value },
    };
  });
}
