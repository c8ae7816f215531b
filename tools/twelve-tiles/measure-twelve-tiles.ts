/**
 * What a table of twelve costs the page: the whole system, one real page with its camera and recognition on, and eleven
 * simulated guests who publish a painted picture each. Measured at three and at twelve tiles, without motions and with
 * one motion a second from everybody. Usage: `npm run web:twelve-tiles -- [seconds]` (default 30).
 */
import type { Motion } from '@bapsang/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../test/support/chromium';
import { eventuallyTrue } from '../../test/support/eventually';
import { RunningSystem } from '../../test/support/running-system';
import { type MotionScript, playMotions, type ScriptedAct } from '../../test/support/scripted-motions';
import { SimulatedGuests } from '../../test/support/simulated-guests';
import { TablePage } from '../../test/support/table-page';
import { machineState } from '../web-figures/machine-state';
import { markdownTable, type TableRow } from '../web-figures/markdown-table';
import { median } from '../web-figures/median';
import { beginFrameWatch, endFrameWatch, framesPerSecond } from './frame-watch';
import { PageWork } from './page-work';

const SECONDS = Number(process.argv[2] ?? 30);
const TABLES = [3, 12] as const;
const PICTURE = { width: 320, height: 240, frameRate: 10 } as const;

/** Time to settle down before a measurement, ms. */
const SETTLING = 3000;

/** What everybody does, one thing a second, over and over. */
const MEAL: readonly Motion[] = ['chew', 'bite', 'chew', 'talk', 'chew', 'drink', 'idle', 'bite', 'talk', 'chew'];

const COLUMNS = [
  'tiles, motions a second',
  'frames a second, median',
  'slowest second',
  'script, of a core',
  'style and layout',
  'main thread in all',
  'tasks over 50 ms',
  'whole browser',
  'heap before and after',
];

/** One of everybody's motions a second, begun one after the other so that they do not come all at once. */
function mealOf(participantIds: readonly string[]): MotionScript {
  return new Map(
    participantIds.map((id, index) => {
      const lead: ScriptedAct = { motion: 'idle', duration: 1 + Math.round((index * 1000) / participantIds.length) };
      const acts = Array.from({ length: SECONDS + SETTLING / 1000 }, (_, second): ScriptedAct => {
        return { motion: MEAL[(second + index) % MEAL.length] ?? 'idle', duration: 1000 };
      });
      return [id, [lead, ...acts]];
    }),
  );
}

/** The page at the table, and what plays to it. */
class MeasuredTable {
  constructor(
    private readonly system: RunningSystem,
    private readonly browser: Browser,
    private readonly table: TablePage,
    private readonly mealId: string,
  ) {}

  /** Measures once. */
  async measure(motions: boolean): Promise<TableRow> {
    const { page } = this.table;
    const tiles = await this.table.tiles();
    const meal = mealOf(tiles.map(({ participantId }) => participantId));
    const playing = motions ? playMotions(this.system, this.mealId, meal) : Promise.resolve();
    await sleep(SETTLING);
    const work = await PageWork.of(this.browser, page);
    const before = await work.read();
    await beginFrameWatch(page);
    const beganAt = performance.now();
    await sleep(SECONDS * 1000);
    const { frames, longTasks } = await endFrameWatch(page);
    const after = await work.read();
    const took = (performance.now() - beganAt) / 1000;
    await work.close();
    await playing;
    const share = (name: 'script' | 'layout' | 'mainThread' | 'browser'): string =>
      `${(((after[name] - before[name]) / took) * 100).toFixed(1)} %`;
    const rates = framesPerSecond(frames);
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
    return [
      `${tiles.length}, ${motions ? tiles.length : 0}`,
      median(rates),
      Math.min(...rates),
      share('script'),
      share('layout'),
      share('mainThread'),
      longTasks.length,
      share('browser'),
      `${megabytes(before.heap)}, ${megabytes(after.heap)} MB`,
    ];
  }
}

async function measureAll(system: RunningSystem, browser: Browser, crowded: Browser): Promise<TableRow[]> {
  const table = await TablePage.open(browser, system.webUrl);
  await table.page.setViewportSize({ width: 1440, height: 900 });
  const mealUrl = await table.createMeal();
  await table.join('Mina', 'server');
  const guests = await SimulatedGuests.open(crowded, PICTURE);
  const measured = new MeasuredTable(system, browser, table, new URL(mealUrl).pathname.split('/').at(-1) ?? '');
  const rows: TableRow[] = [];
  for (const size of TABLES) {
    for (let seated = (await table.tiles()).length; seated < size; seated += 1) {
      await guests.seat(system, mealUrl, `Guest ${seated}`);
    }
    await eventuallyTrue(`A table of ${size}`, async () => {
      const tiles = await table.tiles();
      return tiles.length === size && tiles.every(({ frames }) => frames > 0);
    });
    for (const motions of [false, true]) rows.push(await measured.measure(motions));
  }
  await guests.close();
  return rows;
}

async function main(): Promise<void> {
  const system = await RunningSystem.start('twelve-tiles-figures');
  // The guests' encoding is not to be counted with the page.
  const browsers = await Promise.all([launchChromium(), launchChromium()]);
  try {
    const state = machineState(browsers[0].version());
    const rows = await measureAll(system, ...browsers);
    console.log(markdownTable(COLUMNS, rows));
    console.log(`\n${SECONDS} s each, 1440x900; before: ${state}`);
    console.log(`after: ${machineState(browsers[0].version())}`);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await system.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
