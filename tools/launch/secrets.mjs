import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironmentFile } from './environment-file.mjs';

/** Folder of a checkout that git ignores, for what belongs to this machine alone. */
export const LOCAL_FOLDER = '.bapsang';

/** The secrets that the parts share; none has a default. */
export const SECRET_NAMES = ['OPENVIDU_SECRET', 'API_SECRET', 'ADMIN_SECRET', 'ADMIN_READ_SECRET', 'WORKER_SECRET'];

/** Bytes of chance in a secret. */
const SECRET_BYTES = 32;

/**
 * Where the secrets of a checkout are kept.
 * @param {string} root the repository
 */
export function secretsFile(root) {
  return join(root, LOCAL_FOLDER, 'secrets.env');
}

/**
 * The secrets of this checkout; those that are not there yet are made at random and kept, readable for their owner only.
 * @param {string} root the repository
 * @returns {Record<string, string>} a value for each of {@link SECRET_NAMES}
 */
export function checkoutSecrets(root) {
  const file = secretsFile(root);
  const kept = readEnvironmentFile(file);
  const missing = SECRET_NAMES.filter((name) => !kept[name]);
  for (const name of missing) kept[name] = randomBytes(SECRET_BYTES).toString('base64url');
  if (missing.length > 0) {
    mkdirSync(join(root, LOCAL_FOLDER), { recursive: true, mode: 0o700 });
    // Written beside and moved, so that a second start at the same moment never reads half a file.
    const draft = `${file}.${process.pid}`;
    const lines = Object.entries(kept).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(draft, `# Made by npm start for this checkout alone. Never commit it.\n${lines.join('')}`, {
      mode: 0o600,
    });
    renameSync(draft, file);
  }
  chmodSync(file, 0o600);
  return kept;
}
