import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { join } from 'node:path';
import { ARTIFACTS } from './running-system';

const FILE = join(ARTIFACTS, 'reconnect-times.json');

/** From the end of a failure until each page was whole again, ms. */
export type ReconnectTimes = Readonly<Record<string, number>>;

interface Collected {
  readonly machine: string;
  readonly date: string;
  readonly cases: Readonly<Record<string, ReconnectTimes>>;
}

function collected(): Collected['cases'] {
  if (!existsSync(FILE)) return {};
  return (JSON.parse(readFileSync(FILE, 'utf8')) as Collected).cases;
}

/** Adds a case to the table among the artefacts; cases of earlier runs stay until they are measured again. */
export function noteTimes(name: string, times: ReconnectTimes): void {
  const [{ model } = { model: 'unknown processor' }, ...others] = cpus();
  const machine = `${model}, ${others.length + 1} cores, ${type()} ${release()}, Node ${process.version}`;
  const table: Collected = { machine, date: new Date().toISOString(), cases: { ...collected(), [name]: times } };
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify(table, null, 2)}\n`);
}

/** The table as text. */
export function timesTable(): string {
  const rows = Object.entries(collected()).map(([name, times]) => {
    const cells = Object.entries(times).map(([who, time]) => `${who} ${(time / 1000).toFixed(1)} s`);
    return `${name.padEnd(44)} ${cells.join('   ')}`;
  });
  return ['From the end of the failure until the page was whole again:', ...rows].join('\n');
}
