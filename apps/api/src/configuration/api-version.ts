import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Version of the api's code, from its package.json.
 * @throws Error where the file is not two folders above this one, as it is for src and for dist
 */
export function readApiVersion(): string {
  const file = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
