import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { formatReport } from '../../tools/load/load-report';
import type { SyntheticMeals } from '../../tools/load/synthetic-meals';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { Fleet } from '../support/fleet/fleet';
import { type RecognitionPause, RecognitionPauses } from '../support/recognition-pauses';
import { ARTIFACTS } from '../support/running-system';
import { TablePage } from '../support/table-page';
import { WebServer } from '../support/web-server';

const PARTICIPANTS = 12;
const SEED = 7;
const WORKERS = 3;
const APIS = 2;

/** How long everybody eats between two replacements, ms. */
const BETWEEN = 3000;

/** Until everything that was seen is in the journal, ms. */
const SETTLING = 20_000;

describe('a rolling replacement of all workers and all apis during meals', () => {
  let fleet: Fleet;
  let meals: SyntheticMeals;
  let web: WebServer;
  let browser: Browser;
  let diner: TablePage;
  let pauses: RecognitionPauses;

  beforeAll(async () => {
    fleet = await Fleet.start({ name: 'rolling', apis: APIS, workers: WORKERS });
    meals = await fleet.participants(PARTICIPANTS, { seed: SEED });
    web = await WebServer.start(fleet.url);
    browser = await launchChromium();
    diner = await TablePage.open(browser, `${web.url}/meals/${meals.participants[0]?.mealId ?? ''}`);
    await diner.join('Mina', 'server');
    await eventuallyTrue('everybody at the table is recognised', async () => {
      const tiles = await diner.tiles();
      return tiles.length === 5 && tiles.every(({ recognition }) => recognition === 'active');
    });
    pauses = await RecognitionPauses.watch(diner.page);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await web.close();
    await fleet.close();
  }, 30_000);

  it('loses no bite, counts none twice, cuts none in two, and shows nobody more than a short pause', async () => {
    for (let number = 0; number < WORKERS; number += 1) {
      await fleet.addWorker();
      await expect(fleet.worker(number).drain()).resolves.toBe(0);
      await sleep(BETWEEN);
    }
    for (let number = 0; number < APIS; number += 1) {
      await fleet.api(number).restart();
      await sleep(BETWEEN);
    }
    await fleet.stopEating();
    await eventuallyTrue(
      'every bite that a worker acknowledged is in the journal',
      async () => (await fleet.compareWithJournal()).lost.length === 0,
      SETTLING,
    );
    const { twice, invented, inDoubt, acknowledged, counted } = await fleet.compareWithJournal();
    const seen = await pauses.seen();
    report(acknowledged, counted, seen);
    expect({ twice, invented, inDoubt }).toEqual({ twice: [], invented: [], inDoubt: 0 });
    expect(counted).toBe(acknowledged);
    expect(meals.participants.flatMap(({ record }) => record.bites.filter(({ cut }) => cut))).toEqual([]);
    expect(meals.participants.reduce((sum, { record }) => sum + record.moves, 0)).toBeGreaterThanOrEqual(PARTICIPANTS);
    // Every pause has ended by itself, at everybody's tile, the diner's own included.
    await eventuallyTrue('nobody is paused', async () =>
      (await diner.tiles()).every(({ recognition }) => recognition === 'active'),
    );
    expect(diner.faults).toEqual([]);
  }, 200_000);

  function report(acknowledged: number, counted: number, seen: readonly RecognitionPause[]): void {
    const durations = seen.map(({ duration }) => duration);
    const text = [
      `${WORKERS} workers and ${APIS} apis replaced; bites acknowledged: ${acknowledged}, in the journal: ${counted}`,
      `pauses of recognition that a page at the table showed: ${durations.length}, the longest ${Math.max(0, ...durations)} ms`,
      formatReport(meals.participants),
      '',
    ].join('\n');
    writeFileSync(join(ARTIFACTS, 'rolling-replacement.txt'), text);
    process.stdout.write(`${text}\n`);
  }
});
