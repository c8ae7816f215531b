import { describeFaults, type Contract } from '@bapsang/shared';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';

/** Raised when variables of the environment are missing or wrong; the message lists every fault. */
export class ConfigurationError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not usable: ${faults.join('; ')}. Every variable is described in .env.example.`);
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}

/**
 * The variables that a configuration class reads: its decorated properties, which bear the names of the variables.
 * @param contract a class whose properties carry class-validator decorators
 */
export function variableNames(contract: Contract<object>): string[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(contract, contract.name, false, false);
  return [...new Set(metadata.map(({ propertyName }) => propertyName))].sort();
}

/**
 * Reads and checks an app's whole configuration, once, at its start.
 * @param contract a class whose properties bear the names of the variables and carry class-validator decorators;
 *   an initial value is the default
 * @param variables usually `process.env`; an empty string counts as not set
 * @throws ConfigurationError with the full list of faults
 */
export function readEnvironment<T extends object>(
  contract: Contract<T>,
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<T> {
  const given = variableNames(contract).flatMap((name) => (variables[name] ? [[name, variables[name]] as const] : []));
  const configuration = plainToInstance(contract, Object.fromEntries(given), { exposeDefaultValues: true });
  const faults = describeFaults(validateSync(configuration));
  if (faults.length > 0) throw new ConfigurationError(faults);
  return Object.freeze(configuration);
}
