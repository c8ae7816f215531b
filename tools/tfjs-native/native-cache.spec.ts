import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, nativeCacheFolder } from './native-cache.mjs';

describe('nativeCacheFolder', () => {
  it('lies in XDG_CACHE_HOME where that is absolute, else in ~/.cache', () => {
    expect(nativeCacheFolder({ XDG_CACHE_HOME: '/var/caches' })).toBe('/var/caches/bapsang/tfjs-native');
    for (const given of [undefined, '', 'relative']) {
      expect(nativeCacheFolder({ XDG_CACHE_HOME: given })).toBe(join(homedir(), '.cache/bapsang/tfjs-native'));
    }
  });
});

describe('cached', () => {
  let folder: string;

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bapsang-cache-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const writing = (text: string) => (work: string) => {
    writeFileSync(join(work, 'made'), text);
    return Promise.resolve(join(work, 'made'));
  };

  it('makes a thing once', async () => {
    const path = join(folder, 'deep/thing');
    expect(await cached(path, writing('first'))).toBe(path);
    expect(await cached(path, writing('second'))).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['thing']);
  });

  it('leaves nothing behind when making fails', async () => {
    const path = join(folder, 'thing');
    const failing = (work: string): Promise<string> => {
      writeFileSync(join(work, 'half'), '');
      return Promise.reject(new Error('no space left'));
    };
    await expect(cached(path, failing)).rejects.toThrow('no space left');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes one of two that are made at the same time', async () => {
    const path = join(folder, 'thing');
    await Promise.all([cached(path, writing('one')), cached(path, writing('one'))]);
    expect(existsSync(path)).toBe(true);
    expect(readdirSync(folder)).toEqual(['thing']);
  });
});
