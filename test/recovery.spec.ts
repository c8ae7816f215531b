import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeEatingClip } from './clips/eating-clip';
import { launchChromium } from './support/chromium';
import { eventually, eventuallyTrue } from './support/eventually';
import { listProcesses } from './support/process-tree';
import { ARTIFACTS, RunningSystem } from './support/running-system';
import { TablePage } from './support/table-page';

jest.setTimeout(240_000);

const WORKER = 'apps/ai-worker/dist/main.js';
const INFERENCE = 'inference-process';

describe('a meal through failures', () => {
  let system: RunningSystem;
  let browser: Browser;
  let eater: TablePage;
  let friend: TablePage;
  let participantId: string;

  beforeAll(async () => {
    const clip = join(ARTIFACTS, 'eating-recovery.y4m');
    system = await RunningSystem.start('recovery');
    await writeEatingClip(clip);
    browser = await launchChromium({ camera: clip });
    eater = await TablePage.open(browser, system.webUrl);
    const mealUrl = await eater.createMeal();
    friend = await TablePage.open(browser, mealUrl);
    await eater.join('Mina', 'server');
    await friend.join('Alex', 'none');
    ({ participantId } = await eater.ownTile());
    await recognised();
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  async function recognised(): Promise<void> {
    await eventuallyTrue('Motions are seen by the friend', async () => {
      const tile = await friend.tile(participantId);
      return tile?.recognition === 'active' && !['away', 'unknown'].includes(tile.motion);
    });
  }

  async function framesOfEater(): Promise<number> {
    return (await friend.tile(participantId))?.frames ?? 0;
  }

  async function videoGoesOn(): Promise<void> {
    const before = await framesOfEater();
    await eventuallyTrue('Video goes on', async () => (await framesOfEater()) > before + 10);
  }

  it('goes on with video when the worker is killed, says that recognition is paused, and comes back', async () => {
    process.kill(system.process(WORKER).pid, 'SIGKILL');
    await eater.page.getByTestId('recognition-notice').waitFor({ state: 'visible' });
    await eventuallyTrue('The friend sees that it is paused', async () => {
      return (await friend.tile(participantId))?.recognition === 'paused';
    });
    await videoGoesOn();
    await eater.screenshot('recovery-paused');
    await recognised();
    await eater.page.getByTestId('recognition-notice').waitFor({ state: 'hidden' });
  });

  it('recovers from a killed inference process without restarting anything else', async () => {
    const before = { worker: system.process(WORKER).pid, inference: system.process(INFERENCE).pid };
    const received = (): number => friend.received.filter(({ text }) => text.includes('signal:motion')).length;
    for (const { pid, command } of system.processes()) if (command.includes(INFERENCE)) process.kill(pid, 'SIGKILL');
    const after = await eventually('A new inference process', () => {
      const found = system
        .processes()
        .find(({ pid, command }) => command.includes(INFERENCE) && pid !== before.inference);
      return found?.pid;
    });
    expect(after).not.toBe(before.inference);
    expect(system.process(WORKER).pid).toBe(before.worker);
    const soFar = received();
    await eventuallyTrue('New signals arrive', () => received() > soFar);
    await recognised();
    await videoGoesOn();
  });

  it('leaves no process behind when it is interrupted', async () => {
    const pids = new Set(system.processes().map(({ pid }) => pid));
    expect(pids.size).toBeGreaterThanOrEqual(5);
    await system.close();
    expect(listProcesses().filter(({ pid }) => pids.has(pid))).toEqual([]);
  });
});
