import { alignedTable } from '../markdown/aligned-table';
import { whole } from './whole-number';
import { playScenario, type ScenarioResult } from './scenario-result';
import type { ScenarioTable } from './scenarios';

const COLUMNS: readonly (readonly [string, (result: ScenarioResult) => string])[] = [
  ['evenings', ({ evenings }) => whole(evenings)],
  ['at once', ({ peakSeated }) => whole(peakSeated)],
  ['instances', ({ peakWorkers }) => whole(peakWorkers)],
  ['requests', ({ requests }) => whole(requests)],
  ['refused %', ({ refused, requests }) => percent(refused / requests, 3)],
  ['worst evening %', ({ worstRefused }) => percent(worstRefused, 3)],
  ['moved', ({ moved }) => whole(moved)],
  ['lost', ({ lost }) => whole(lost)],
  ['longest wait s', ({ longestWait }) => (longestWait / 1000).toFixed(1)],
  ['idle %', ({ idle }) => percent(idle, 1)],
  ['$ an evening', ({ cost }) => whole(Math.round(cost))],
  ['$ per 1,000 h', ({ costPerThousandHours }) => costPerThousandHours.toFixed(2)],
];

/** Which evenings are played. */
export interface TableOptions {
  /** Of the first evening of each row. */
  readonly seed: number;
  /** Of each row, instead of the number that is documented. */
  readonly evenings?: number | undefined;
}

/** Plays every scenario of some tables and sets them in Markdown, in the columns that Prettier would give them. */
export function fleetTables(tables: readonly ScenarioTable[], { seed, evenings }: TableOptions): string {
  const written = tables.map(({ title, scenarios }) => {
    const rows = scenarios.map((scenario) => {
      const result = playScenario(scenario.plan, evenings ?? scenario.evenings, seed);
      return [scenario.name, ...COLUMNS.map(([, cell]) => cell(result))];
    });
    return `### ${title}\n\n${alignedTable([['', ...COLUMNS.map(([heading]) => heading)], ...rows])}`;
  });
  return written.join('\n\n');
}

const percent = (share: number, digits: number): string => (share * 100).toFixed(digits);
