import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { HarnessFigures, HarnessWindow } from '../../apps/web/harness/harness-window';
import { writeEatingClip } from '../../test/clips/eating-clip';
import { launchChromium } from '../../test/support/chromium';
import { descendantsOf, residentMemory } from '../../test/support/process-tree';
import { HarnessSite, type ServedFile } from './harness-site';

/*
 * npm run device:bench
 *
 * Measures recognition on the device in Chromium, on a clip that repeats every six seconds: what is loaded, when the first
 * picture has been looked at, what a picture costs, what it leaves of the page's own thread, and memory. WebGL is computed in
 * software where Chromium has no graphics card.
 */

/** How long each backend works, ms. */
const DURATION = 30_000;

const BACKENDS = ['wasm', 'webgl'] as const;

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bapsang-device-'));
  const site = await HarnessSite.open();
  try {
    const clip = await writeEatingClip(join(folder, 'eating.y4m'));
    console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads, ${new Date().toISOString()}`);
    for (const backend of BACKENDS) {
      const browser = await launchChromium({ camera: clip.path });
      try {
        await measure(browser, site, backend);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(browser: Browser, site: HarnessSite, backend: (typeof BACKENDS)[number]): Promise<void> {
  site.served.length = 0;
  const page = await browser.newPage();
  await page.goto(site.url);
  const before = memoryOfRenderers();
  const running = page.evaluate(
    (asked) => (window as unknown as HarnessWindow).harness.measure(asked.backend, asked.duration),
    { backend, duration: DURATION },
  );
  await new Promise((resolve) => setTimeout(resolve, DURATION - 2000));
  const during = memoryOfRenderers();
  const figures = await running;
  console.log(`\n${backend}`);
  if (figures.looks.length === 0) console.log(`  does not run here: ${figures.status}`);
  else {
    printDownloads(site.served);
    printFigures(figures);
    console.log(`  memory of the page: ${before} MiB before, ${during} MiB while it looks`);
  }
}

function printDownloads(served: readonly ServedFile[]): void {
  let total = 0;
  for (const { path, content } of served.filter(({ path: name }) => !name.includes('index'))) {
    const compressed = gzipSync(content).length;
    total += compressed;
    console.log(
      `  ${path.replace('/assets/', '').padEnd(50)} ${kilobytes(content.length)} kB, ${kilobytes(compressed)} gzip`,
    );
  }
  console.log(`  ${'together'.padEnd(50)} ${kilobytes(total)} kB gzip`);
}

function printFigures({ firstLookAfter, looks, reports, longTasks }: HarnessFigures): void {
  const totals = looks.map(({ timings }) => timings.total ?? 0).sort((one, other) => one - other);
  const sum = totals.reduce((whole, total) => whole + total, 0);
  const seconds = ((looks.at(-1)?.at ?? 0) - (looks[0]?.at ?? 0)) / 1000;
  const named = reports.find(({ motion }) => motion !== 'unknown');
  console.log(
    `  first picture looked at after ${Math.round(firstLookAfter ?? 0)} ms, first motion told after ${Math.round(named?.at ?? NaN)} ms`,
  );
  console.log(
    `  ${(sum / totals.length).toFixed(1)} ms a picture, median ${percentile(totals, 0.5)}, 95 % ${percentile(totals, 0.95)}`,
  );
  console.log(
    `  ${(looks.length / seconds).toFixed(1)} pictures/s, computing ${((sum / (seconds * 1000)) * 100).toFixed(0)} % of the time`,
  );
  console.log(
    `  page: ${longTasks.length} tasks over 50 ms, ${Math.round(longTasks.reduce((a, b) => a + b, 0))} ms together`,
  );
  console.log(`  ${reports.length} reports, ${reports.flatMap(({ events }) => events).join(', ') || 'no event'}`);
}

function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
}

function kilobytes(bytes: number): string {
  return String(Math.round(bytes / 1000)).padStart(6);
}

/** Resident memory of the largest renderer of this program's browser, MiB. */
function memoryOfRenderers(): number {
  const renderers = descendantsOf(process.pid).filter(({ command }) => command.includes('--type=renderer'));
  return Math.round(Math.max(0, ...renderers.map(({ pid }) => residentMemory([pid]))));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
