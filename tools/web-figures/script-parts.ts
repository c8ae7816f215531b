import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload, type SourceMapping } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { packageOf } from '../../test/support/web-bundle';

const ROOT = join(__dirname, '../..');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

/** What comes from no source: the build's own. */
const JOINED = 'the build itself';

/** How much of a script comes from where. */
export interface ScriptPart {
  /** A package, or a folder of ours. */
  readonly origin: string;
  /** Bytes of the minified script, before compression. */
  readonly bytes: number;
}

/** Builds the page again, with source maps, in a folder of its own, and tells what its main script is made of. */
export async function partsOfMainScript(): Promise<readonly ScriptPart[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bapsang-web-'));
  try {
    const options = ['build', '--sourcemap', 'hidden', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error'];
    await promisify(execFile)(process.execPath, [VITE, ...options], { cwd: join(ROOT, 'apps/web') });
    const assets = join(folder, 'assets');
    const main = (await readdir(assets)).find((name) => /^index-.*\.js$/.test(name));
    if (!main) throw new Error('The build has no main script.');
    const script = await readFile(join(assets, main), 'utf8');
    const payload = JSON.parse(await readFile(join(assets, `${main}.map`), 'utf8')) as SourceMapPayload;
    return countOrigins(script, payload, assets);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Counts the characters of a script by where they come from, most first.
 * @param script minified
 * @param payload its source map
 * @param folder where the script lies, from which the map's sources are seen
 */
export function countOrigins(script: string, payload: SourceMapPayload, folder: string): readonly ScriptPart[] {
  const map = new SourceMap(payload);
  const bytes = new Map<string, number>();
  script.split('\n').forEach((text, line) => {
    for (let column = 0; column < text.length; column += 1) {
      const { originalSource } = map.findEntry(line, column) as Partial<SourceMapping>;
      const origin = originalSource === undefined ? JOINED : originOf(resolve(folder, originalSource));
      bytes.set(origin, (bytes.get(origin) ?? 0) + 1);
    }
  });
  return [...bytes].map(([origin, count]) => ({ origin, bytes: count })).sort((one, other) => other.bytes - one.bytes);
}

function originOf(source: string): string {
  const own = /.*\/((?:apps|libs)\/.*)/.exec(dirname(source))?.[1];
  return packageOf(source) ?? own ?? JOINED;
}
