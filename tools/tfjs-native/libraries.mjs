import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchError } from '../launch/launch-error.mjs';
import { cached } from './native-cache.mjs';
import { HEADERS_IN_WHEEL, HEADER_FOLDERS, LIBRARIES, LIBRARIES_IN_WHEEL, WHEEL } from './pins.mjs';
import { provideWheel, sha256Of } from './wheel.mjs';
import { readZipEntries, unpackZipEntry } from './zip-archive.mjs';

/** @typedef {import('../launch/install.mjs').Progress} Progress */

/**
 * Where a file of the wheel goes.
 * @param {string} name its path in the wheel
 * @returns {string | undefined} relative path: libraries into `lib`, headers into `include`; undefined for all others
 */
export function unpackedPath(name) {
  if (LIBRARIES.some((library) => name === LIBRARIES_IN_WHEEL + library)) {
    return `lib/${name.slice(LIBRARIES_IN_WHEEL.length)}`;
  }
  if (!name.startsWith(HEADERS_IN_WHEEL) || !name.endsWith('.h')) return undefined;
  const header = name.slice(HEADERS_IN_WHEEL.length);
  return HEADER_FOLDERS.some((folder) => header.startsWith(folder)) ? `include/${header}` : undefined;
}

/**
 * The libraries and headers of the wheel, unpacked in the cache (600 MB).
 * @param {string} cache its folder
 * @param {Progress} progress where it is told, and what ends it
 * @returns {Promise<string>} a folder with `lib` and `include`
 * @throws LaunchError where the wheel cannot be downloaded or does not hold them
 */
export function provideLibraries(cache, progress) {
  const name = createHash('sha256').update(WHEEL.sha256).update(String(HEADER_FOLDERS)).digest('hex').slice(0, 12);
  return cached(join(cache, `tensorflow-${WHEEL.version}-${name}`), async (work) => {
    const wheel = await provideWheel(cache, progress);
    progress.say('unpack', `${LIBRARIES.join(', ')} …`);
    // Somebody may have put the wheel there by hand, and a disk may have spoilt it.
    if ((await sha256Of(wheel)) !== WHEEL.sha256) {
      throw new LaunchError(`${wheel} is not the wheel that it should be: delete it and start again.`);
    }
    const folder = join(work, 'tensorflow');
    for (const entry of await readZipEntries(wheel)) {
      const path = unpackedPath(entry.name);
      if (!path) continue;
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      await unpackZipEntry(wheel, entry, target, progress.signal);
      if (path.startsWith('lib/')) chmodSync(target, 0o755);
    }
    return folder;
  });
}
