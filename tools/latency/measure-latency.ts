/**
 * How long it takes from the capture of a frame in one browser to the signal in the other browser that the frame led to.
 * Runs the whole system (as `npm start` does, on ports of its own) and two Chromium processes on this machine, so both
 * browsers read one clock. Usage: `npm run latency -- [signals]` (default 100).
 */
import { mkdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeEatingClip } from '../../test/clips/eating-clip';
import { launchChromium } from '../../test/support/chromium';
import { eventually } from '../../test/support/eventually';
import { ARTIFACTS, RunningSystem } from '../../test/support/running-system';
import { TablePage } from '../../test/support/table-page';
import { percentile } from './percentile';

const SIGNALS = Number(process.argv[2] ?? 100);
const DEADLINE_PER_SIGNAL = 10_000;

/** Notes, in the page, the delay of every signal about a participant whose recognition is active. */
async function noteDelays(page: Page, participantId: string): Promise<void> {
  await page.evaluate((id) => {
    const delays: number[] = [];
    Object.assign(window, { signalDelays: delays });
    const tile = document.querySelector<HTMLElement>(`[data-testid=tile][data-participant-id="${id}"]`);
    if (!tile) throw new Error('The tile is not there.');
    new MutationObserver(() => {
      if (tile.dataset.recognition !== 'active') return;
      delays.push(Number(tile.dataset.receivedAt) - Number(tile.dataset.capturedAt));
    }).observe(tile, { attributeFilter: ['data-received-at'] });
  }, participantId);
}

async function readDelays(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { signalDelays: number[] }).signalDelays);
}

async function measure(): Promise<number[]> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const clip = join(ARTIFACTS, 'latency.y4m');
  await writeEatingClip(clip);
  const system = await RunningSystem.start('latency');
  const browsers = await Promise.all([launchChromium({ camera: clip }), launchChromium()]);
  try {
    const eater = await TablePage.open(browsers[0], system.webUrl);
    const mealUrl = await eater.createMeal();
    await eater.join('Mina', 'server');
    const friend = await TablePage.open(browsers[1], mealUrl);
    await friend.join('Alex', 'none');
    const { participantId } = await eater.ownTile();
    await eventually('The eater at the friend’s table', () => friend.tile(participantId));
    await noteDelays(friend.page, participantId);
    return await eventually(
      `${SIGNALS} signals`,
      async () => {
        const delays = await readDelays(friend.page);
        return delays.length >= SIGNALS ? delays : undefined;
      },
      SIGNALS * DEADLINE_PER_SIGNAL,
    );
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    await system.close();
  }
}

async function main(): Promise<void> {
  const delays = await measure();
  const figures = [0.5, 0.95, 1].map((share) => Math.round(percentile(delays, share)));
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model);
  console.log(`frame captured -> signal received, ${delays.length} signals, one participant`);
  console.log(`median ${figures[0]} ms, p95 ${figures[1]} ms, most ${figures[2]} ms`);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${model}, Node ${process.version}, load ${load}`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
