import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { writeEatingClip } from './clips/eating-clip';
import { launchChromium } from './support/chromium';
import { eventuallyTrue } from './support/eventually';
import { type Eater, MealOfThree } from './support/meal-of-three';
import { noteTimes, timesTable } from './support/reconnect-times';
import { ARTIFACTS, RunningSystem } from './support/running-system';

jest.setTimeout(240_000);

/** OpenVidu waits 15 s for a ping and then 10 s for the participant to come back. */
const GHOST_DEADLINE = 40_000;

/** A worker that starts again loads its models first. */
const DOOR_DEADLINE = 75_000;

describe('a meal of three', () => {
  /** What is to be closed, also where the start failed; the last opened first. */
  const opened: { close(): Promise<void> }[] = [];
  let system: RunningSystem;
  let browser: Browser;
  let meal: MealOfThree;

  beforeAll(async () => {
    const clip = join(ARTIFACTS, 'eating-reconnect.y4m');
    system = await RunningSystem.start('reconnect');
    opened.unshift(system);
    await writeEatingClip(clip);
    browser = await launchChromium({ camera: clip });
    opened.unshift(browser);
    meal = await MealOfThree.open(browser, system);
    opened.unshift(meal);
  });

  afterAll(async () => {
    process.stdout.write(`${timesTable()}\n`);
    for (const part of opened) await part.close();
  });

  /**
   * Lets something happen to the table and measures how long each page then takes; everything must be as before.
   * @param newMotions whether motions must have come anew as well, because a part on their way was gone
   */
  async function survives(name: string, failure: () => Promise<void>, newMotions = false): Promise<void> {
    const before = await meal.totals();
    await failure();
    const end = Date.now();
    const measure = async (eater: Eater): Promise<[string, number]> => {
      await meal.untilPageWhole(eater, newMotions ? end : 0);
      return [eater.name, Date.now() - end];
    };
    const door = async (): Promise<[string, number]> => {
      await eventuallyTrue('New guests can come', () => system.isReady(), DOOR_DEADLINE);
      return ['new guests', Date.now() - end];
    };
    noteTimes(name, Object.fromEntries(await Promise.all([...meal.eaters.map(measure), door()])));
    await meal.talk();
    await eventuallyTrue('No ghost is left', async () => (await meal.connections()) === 3, GHOST_DEADLINE);
    await meal.untilWhole();
    const after = await meal.totals();
    for (const [participantId, { bites, sips }] of before) {
      expect(after.get(participantId)?.bites).toBeGreaterThanOrEqual(bites);
      expect(after.get(participantId)?.sips).toBeGreaterThanOrEqual(sips);
    }
    expect(meal.eaters.flatMap(({ table }) => table.faults)).toEqual([]);
  }

  async function cut(eaters: readonly Eater[], seconds: number): Promise<void> {
    for (const { wire } of eaters) wire.cut();
    await sleep(seconds * 1000);
    for (const { wire } of eaters) wire.restore();
  }

  it.each([5, 10, 30])('comes back when the network of everybody is cut for %d s', async (seconds) => {
    await survives(`network of all cut for ${seconds} s`, () => cut(meal.eaters, seconds));
  });

  it.each([
    ['api', 'apps/api/dist/main.js', true],
    ['worker', 'apps/ai-worker/dist/main.js', true],
    ['media', 'apps/openvidu-embedded/dist/main.js', true],
    ['web', 'serve-web.mjs', false],
  ])('goes on when the %s is killed', async (part, program, newMotions) => {
    const kill = async (): Promise<void> => {
      const { pid } = system.process(program);
      process.kill(pid, 'SIGKILL');
      await eventuallyTrue('It is gone', () => !system.processes().some((one) => one.pid === pid));
    };
    await survives(`${part} killed`, kill, newMotions);
  });
});
