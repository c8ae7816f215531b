import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { missingPackages, placedPackages, placeNative, removeNative } from './placement.mjs';

const PATHS = [
  'node_modules/@mapbox/finder',
  'node_modules/@tensorflow/tfjs',
  'node_modules/@tensorflow/tfjs-core',
  'node_modules/@tensorflow/tfjs-node',
  'node_modules/@tensorflow/tfjs/node_modules/yargs',
  'node_modules/core-js',
];
const THERE_BEFORE = ['node_modules/@tensorflow/tfjs-core', 'node_modules/stranger'];

describe('placing tfjs-node in node_modules', () => {
  let folder: string;
  let root: string;
  let before: string[];

  const install = (into: string, path: string): void => {
    const file = join(into, path, 'package.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ from: into }));
  };
  const everything = (): string[] => readdirSync(root, { recursive: true }).map(String).sort();
  const parts = () => ({
    packages: { folder: join(folder, 'packages'), paths: PATHS, hash: 'hash' },
    addon: join(folder, 'tfjs_binding.node'),
    tensorflow: join(folder, 'tensorflow'),
  });
  const works = () => Promise.resolve();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bapsang-placement-'));
    root = join(folder, 'repository');
    for (const path of PATHS) install(join(folder, 'packages'), path);
    for (const path of THERE_BEFORE) install(root, path);
    mkdirSync(join(folder, 'tensorflow/lib'), { recursive: true });
    writeFileSync(join(folder, 'tensorflow/lib/libtensorflow_cc.so.2'), 'library');
    writeFileSync(join(folder, 'tfjs_binding.node'), 'addon');
    before = everything();
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds what is missing at the places of the lockfile, and leaves what is there', async () => {
    expect(missingPackages(root, PATHS)).toEqual([
      'node_modules/@mapbox/finder',
      'node_modules/@tensorflow/tfjs',
      'node_modules/@tensorflow/tfjs-node',
      'node_modules/core-js',
    ]);
    await placeNative(root, parts(), works);
    for (const path of PATHS) expect(existsSync(join(root, path, 'package.json'))).toBe(true);
    const core = readFileSync(join(root, 'node_modules/@tensorflow/tfjs-core/package.json'), 'utf8');
    expect(JSON.parse(core)).toEqual({ from: root });
    const tfjsNode = join(root, 'node_modules/@tensorflow/tfjs-node');
    expect(readFileSync(join(tfjsNode, 'lib/napi-v8/tfjs_binding.node'), 'utf8')).toBe('addon');
    expect(readFileSync(join(tfjsNode, 'deps/lib/libtensorflow_cc.so.2'), 'utf8')).toBe('library');
    expect(readdirSync(join(root, 'node_modules')).sort()).toEqual(['@mapbox', '@tensorflow', 'core-js', 'stranger']);
  });

  it('is undone without a trace', async () => {
    await placeNative(root, parts(), works);
    expect(placedPackages(root)).toHaveLength(4);
    expect(removeNative(root)).toBe(true);
    expect(everything()).toEqual(before);
    expect(existsSync(join(folder, 'tensorflow/lib/libtensorflow_cc.so.2'))).toBe(true);
    expect(removeNative(root)).toBe(false);
  });

  it('leaves everything as it was when what was placed does not work', async () => {
    const fails = () => Promise.reject(new Error('illegal instruction'));
    await expect(placeNative(root, parts(), fails)).rejects.toThrow('illegal instruction');
    expect(everything()).toEqual(before);
  });

  it('leaves everything as it was when something to place is not there', async () => {
    rmSync(join(folder, 'tfjs_binding.node'));
    await expect(placeNative(root, parts(), works)).rejects.toThrow('ENOENT');
    expect(everything()).toEqual(before);
  });

  it('does not remove what npm has installed', () => {
    install(root, 'node_modules/@tensorflow/tfjs-node');
    expect(removeNative(root)).toBe(false);
    expect(existsSync(join(root, 'node_modules/@tensorflow/tfjs-node/package.json'))).toBe(true);
  });
});
