import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * Reads a file of `NAME=value` lines.
 * @param {string} path for example `.env`; what is not there counts as empty
 * @returns {Record<string, string>} without empty values, which count as not set
 */
export function readEnvironmentFile(path) {
  if (!existsSync(path)) return {};
  return withoutEmpty(parseEnv(readFileSync(path, 'utf8')));
}

/**
 * Variables without those that are empty: everywhere in Bapsang an empty variable counts as not set.
 * @param {Readonly<Record<string, string | undefined>>} variables for example `process.env`
 * @returns {Record<string, string>} the others
 */
export function withoutEmpty(variables) {
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [name, value] of Object.entries(variables)) if (value) kept[name] = value;
  return kept;
}
