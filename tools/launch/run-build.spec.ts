import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildStep } from './build-steps.mjs';
import { BUILD_STEPS } from './build-steps.mjs';
import { build } from './run-build.mjs';

/** Copies `<folder>/src/a.txt` to `<folder>/dist/a.txt`, and fails when it says so. */
const COPY = `
const { cpSync, readFileSync } = require('node:fs');
if (readFileSync('src/a.txt', 'utf8') === 'broken') { console.log('a.txt is broken'); process.exit(2); }
cpSync('src', 'dist', { recursive: true });
`;

let root: string;
let said: string[];

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function step(name: string, needs: readonly string[] = []): BuildStep {
  return { name, needs, inputs: [`${name}/src`], output: `${name}/dist`, cwd: name, command: ['copy.cjs'] };
}

const steps = [step('base'), step('middle', ['base']), step('top', ['middle']), step('apart')];

/** Builds and returns the names of the steps that ran. */
async function run(): Promise<string[]> {
  said = [];
  const say = (_subject: string, text: string): void => void said.push(text);
  await build(root, steps, { say, signal: new AbortController().signal }, 2);
  return said.filter((text) => text.endsWith('…')).map((text) => text.replace(' …', ''));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bapsang-build-'));
  write('copy.cjs', COPY);
  for (const { name } of steps) write(`${name}/src/a.txt`, name);
});

afterEach(() => rmSync(root, { recursive: true }));

describe('build', () => {
  it('runs every step the first time, after those that it needs, and none the second time', async () => {
    const ran = await run();
    expect([...ran].sort()).toEqual(['apart', 'base', 'middle', 'top']);
    expect(ran.filter((name) => name !== 'apart')).toEqual(['base', 'middle', 'top']);
    expect(readFileSync(join(root, 'top/dist/a.txt'), 'utf8')).toBe('top');
    expect(await run()).toEqual([]);
  });

  it('runs what has changed and everything that stands on it', async () => {
    await run();
    write('middle/src/b.txt', 'new');
    expect(await run()).toEqual(['middle', 'top']);
  });

  it('looks at contents, not at times, and not at specs', async () => {
    await run();
    utimesSync(join(root, 'base/src/a.txt'), new Date(0), new Date(0));
    write('base/src/a.spec.ts', 'new');
    expect(await run()).toEqual([]);
  });

  it('runs a step again whose output was taken away, and no other', async () => {
    await run();
    rmSync(join(root, 'middle/dist'), { recursive: true });
    expect(await run()).toEqual(['middle']);
  });

  it('leaves nothing of a source file that is gone', async () => {
    write('apart/src/b.txt', 'old');
    await run();
    rmSync(join(root, 'apart/src/b.txt'));
    await run();
    expect(existsSync(join(root, 'apart/dist/b.txt'))).toBe(false);
  });

  it('stops at a step that fails, shows its output, and tries it again next time', async () => {
    write('middle/src/a.txt', 'broken');
    await expect(run()).rejects.toThrow('The build of middle failed: its output above says why');
    expect(said).toContain('a.txt is broken');
    expect(said).not.toContain('top …');
    write('middle/src/a.txt', 'mended');
    expect(await run()).toEqual(['middle', 'top']);
  });
});

describe('BUILD_STEPS', () => {
  it('names every step after those that it needs', () => {
    const before = new Set<string>();
    for (const { name, needs } of BUILD_STEPS) {
      expect(needs.filter((need) => !before.has(need))).toEqual([]);
      before.add(name);
    }
  });

  it('has inputs that are there: a wrong path would never be noticed as changed', () => {
    const repository = join(__dirname, '../..');
    const paths = BUILD_STEPS.flatMap(({ inputs, command }) => [...inputs, command[0] ?? '']);
    expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});
