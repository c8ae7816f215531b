import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockedClosure, type Lockfile } from './locked-packages.mjs';
import { TFJS_NODE_PATH } from './pins.mjs';

const entry = (...names: string[]) => ({
  version: '1.0.0',
  dependencies: Object.fromEntries(names.map((name) => [name, '1'])),
});

describe('lockedClosure', () => {
  const lockfile: Lockfile = {
    lockfileVersion: 3,
    packages: {
      'node_modules/@scope/root': entry('inner', 'outer'),
      'node_modules/@scope/root/node_modules/inner': entry('outer'),
      'node_modules/inner': entry('stranger'),
      'node_modules/outer': { ...entry('@scope/root'), optionalDependencies: { 'other-platform': '1' } },
      'node_modules/stranger': entry(),
    },
  };

  it('follows dependencies as Node finds them, inner folders first, also in circles', () => {
    expect(lockedClosure(lockfile, 'node_modules/@scope/root')).toEqual([
      'node_modules/@scope/root',
      'node_modules/@scope/root/node_modules/inner',
      'node_modules/outer',
    ]);
  });

  it('says what the lockfile lacks', () => {
    const packages = { 'node_modules/root': entry('absent') };
    expect(() => lockedClosure({ lockfileVersion: 3, packages }, 'node_modules/root')).toThrow(
      'package-lock.json does not have absent for node_modules/root',
    );
    expect(() => lockedClosure(lockfile, 'node_modules/nobody')).toThrow('does not have node_modules/nobody');
  });

  it('finds tfjs-node in our own lockfile, and exactly one tfjs-core with it', () => {
    const own = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as Lockfile;
    const closure = lockedClosure(own, TFJS_NODE_PATH);
    expect(closure).toContain(TFJS_NODE_PATH);
    expect(closure.filter((path) => path.endsWith('@tensorflow/tfjs-core'))).toEqual([
      'node_modules/@tensorflow/tfjs-core',
    ]);
  });
});
