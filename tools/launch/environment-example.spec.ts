import { readEnvironment, variableNames } from '@bapsang/server';
import type { Contract } from '@bapsang/shared';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PART_ADDRESSES } from './addresses.mjs';
import { SECRET_NAMES } from './secrets.mjs';

const root = join(__dirname, '../..');

/** A variable of .env.example. */
interface ExampleVariable {
  readonly name: string;
  /** Empty where there is no default, or one that depends on the machine. */
  readonly value: string;
  readonly description: string;
}

function readExample(): ExampleVariable[] {
  const blocks = readFileSync(join(root, '.env.example'), 'utf8').split(/\n{2,}/);
  return blocks.flatMap((block) => {
    const lines = block.trim().split('\n');
    const [, name, value] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(lines.at(-1) ?? '') ?? [];
    if (name === undefined || value === undefined) return [];
    return [{ name, value, description: lines.slice(0, -1).join(' ').replaceAll('# ', '').trim() }];
  });
}

function filesUnder(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return /^(node_modules|dist|models)$/.test(entry.name) ? [] : filesUnder(path, pattern);
    return pattern.test(path) ? [path] : [];
  });
}

/** What the module `path` (relative to the root) exports. */
function exportsOf(path: string): Record<string, unknown> {
  return jest.requireActual<Record<string, unknown>>(join(root, path));
}

/** The configuration classes of the servers, found by the names of their files. */
const classes = filesUnder('apps', /^apps\/[^/]+\/src\/configuration\/[^/]+-environment\.ts$/).flatMap((path) =>
  Object.entries(exportsOf(path))
    .filter(([name]) => name.endsWith('Environment'))
    .map(([, exported]) => exported as Contract<object>),
);

/** The names that the web server's configuration exports as `webVariables`. */
const webVariables = filesUnder('apps', /^apps\/web\/configuration\/[^/]+(?<!\.spec)\.ts$/).flatMap(
  (path) => (exportsOf(path).webVariables ?? []) as readonly string[],
);

/** Variables of ours that a program reads by name: `process.env.X` and, in tools/launch, `variables.X` and `given.X`. */
function namesIn(path: string): string[] {
  const objects = path.startsWith('tools/launch/') ? 'process\\.env|variables|given' : 'process\\.env';
  const source = readFileSync(join(root, path), 'utf8');
  return [...source.matchAll(new RegExp(`\\b(?:${objects})\\.([A-Z][A-Z0-9_]*)\\b`, 'g'))].map(
    ([, name]) => name ?? '',
  );
}

/** What the operating system sets, not us. */
const SYSTEM_VARIABLES = ['PATH'];

const readByName = ['apps', 'libs', 'tools']
  .flatMap((folder) => filesUnder(folder, /(?<!\.spec)\.(ts|tsx|mjs)$/))
  .filter((path) => !path.includes('/fixtures/'))
  .flatMap(namesIn)
  .filter((name) => !SYSTEM_VARIABLES.includes(name));

const ofTheLauncher = [
  ...SECRET_NAMES,
  ...Object.values(PART_ADDRESSES).flatMap(({ host, port, urls }) => [host, port, ...urls]),
];

const example = readExample();

describe('.env.example', () => {
  it('is compared with the configuration of every app', () => {
    expect(classes.map(({ name }) => name).sort()).toEqual([
      'AiWorkerEnvironment',
      'ApiEnvironment',
      'OpenviduEmbeddedEnvironment',
    ]);
    expect(webVariables).toContain('WEB_PORT');
    expect(readByName).toContain('CHROMIUM_PATH');
  });

  it('names every variable that the code reads, and none that it does not read, each once', () => {
    const read = new Set([...classes.flatMap(variableNames), ...webVariables, ...readByName, ...ofTheLauncher]);
    expect(example.map(({ name }) => name).sort()).toEqual([...read].sort());
  });

  it('describes every variable', () => {
    expect(example.filter(({ description }) => description.length < 10)).toEqual([]);
  });

  it('leaves every secret empty', () => {
    const secrets = example.filter(({ name }) => name.endsWith('_SECRET'));
    expect(secrets.map(({ name }) => name).sort()).toEqual([...SECRET_NAMES].sort());
    expect(secrets.filter(({ value }) => value)).toEqual([]);
  });

  it('gives the defaults of the code', () => {
    const given = Object.fromEntries(example.map(({ name, value }) => [name, value]));
    const defaults = classes.flatMap((contract) => Object.entries(new contract() as Record<string, unknown>));
    const stated = defaults.filter(([name, value]) => value !== undefined && given[name]);
    expect(stated.length).toBeGreaterThan(10);
    expect(stated.filter(([name, value]) => String(value) !== given[name])).toEqual([]);
  });

  it('can be taken as it is: its values suit every app', () => {
    const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, 'x'.repeat(43)]));
    const variables = { ...Object.fromEntries(example.map(({ name, value }) => [name, value])), ...secrets };
    for (const contract of classes) expect(() => readEnvironment(contract, variables)).not.toThrow();
  });
});
