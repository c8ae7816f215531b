/**
 * What the page weighs and how fast it is there: its files by part, what the main script is made of, and first visits in
 * real Chromium to the start page and to the page of a meal, with an empty cache. Builds what has changed and runs the
 * system (without recognition). Prints Markdown. Usage: `npm run web:figures -- [visits]` (default 5).
 */
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../test/support/chromium';
import { RunningSystem } from '../../test/support/running-system';
import { type BundleFile, type FileSizes, readBundle, WEB_BUILD } from '../../test/support/web-bundle';
import { type LoadFigures, visitOnce } from './load-figures';
import { PROFILES } from './load-profile';
import { machineState } from './machine-state';
import { markdownTable, type TableRow } from './markdown-table';
import { median } from './median';
import { partsOfMainScript } from './script-parts';

const VISITS = Number(process.argv[2] ?? 5);

/** Smaller parts of the main script are shown together, bytes. */
const SMALL_PART = 2000;

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function sizeCells({ raw, gzip, brotli }: FileSizes): string[] {
  return [raw, gzip, brotli].map(kilobytes);
}

function sumOf(files: readonly BundleFile[]): FileSizes {
  const add = (name: keyof FileSizes): number => files.reduce((sum, file) => sum + file[name], 0);
  return { raw: add('raw'), gzip: add('gzip'), brotli: add('brotli') };
}

function bundleTable(files: readonly BundleFile[]): string {
  const first = files.filter(({ firstLoad }) => firstLoad);
  const rows = [...files]
    .sort((one, other) => Number(other.firstLoad) - Number(one.firstLoad) || other.gzip - one.gzip)
    .map((file): TableRow => [
      `${file.origin}, ${file.kind}`,
      file.firstLoad ? 'always' : 'when needed',
      ...sizeCells(file),
    ]);
  const scripts = first.filter(({ kind }) => kind === 'script');
  const sums = [
    ['**first load, script**', 'always', ...sizeCells(sumOf(scripts))],
    ['**first load, all**', 'always', ...sizeCells(sumOf(first))],
  ];
  return markdownTable(['part', 'loaded', 'raw, kB', 'gzip, kB', 'Brotli, kB'], [...rows, ...sums]);
}

async function partsTable(): Promise<string> {
  const parts = await partsOfMainScript();
  const all = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const small = parts.filter(({ bytes }) => bytes < SMALL_PART);
  const rest = { origin: `${small.length} smaller ones`, bytes: small.reduce((sum, { bytes }) => sum + bytes, 0) };
  const rows = [...parts.filter(({ bytes }) => bytes >= SMALL_PART), rest].map(({ origin, bytes }): TableRow => [
    origin,
    kilobytes(bytes),
    `${((100 * bytes) / all).toFixed(0)} %`,
  ]);
  return markdownTable(['of the main script', 'minified, kB', 'share'], rows);
}

async function createMeal(apiUrl: string): Promise<string> {
  const response = await fetch(`${apiUrl}/api/meals`, { method: 'POST' });
  if (!response.ok) throw new Error(`The api answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { mealId: string }).mealId;
}

async function visits(browser: Browser, { webUrl, apiUrl }: RunningSystem): Promise<string> {
  const pages = [
    { name: 'start page', url: webUrl },
    { name: 'page of a meal', url: `${webUrl}/meals/${await createMeal(apiUrl)}` },
  ];
  const rows: TableRow[] = [];
  for (const profile of PROFILES) {
    for (const { name, url } of pages) {
      const seen: LoadFigures[] = [];
      for (let visit = 0; visit < VISITS; visit += 1) seen.push(await visitOnce(browser, url, profile));
      const middle = (figure: keyof LoadFigures): number => median(seen.map((figures) => figures[figure]));
      const times = (['firstByte', 'firstPaint', 'largestPaint', 'domInteractive', 'blocking'] as const).map((figure) =>
        middle(figure).toFixed(0),
      );
      const weight = [middle('requests'), kilobytes(middle('bytes'))];
      rows.push([`${name}, ${profile.name}`, ...weight, ...times, middle('shift').toFixed(3)]);
    }
  }
  const times = ['first byte', 'first paint', 'largest paint', 'DOM interactive', 'blocking'].map(
    (name) => `${name}, ms`,
  );
  return markdownTable(['first visit', 'requests', 'kB', ...times, 'layout shift'], rows);
}

async function main(): Promise<void> {
  const parts = await partsTable();
  const system = await RunningSystem.start('web-figures', { RECOGNITION: 'off' });
  const browser = await launchChromium();
  try {
    console.log(`${bundleTable(readBundle(WEB_BUILD))}\n\n${parts}\n`);
    const state = machineState(browser.version());
    console.log(await visits(browser, system));
    console.log(`\nMedian of ${VISITS}; before: ${state}; after: ${machineState(browser.version())}`);
  } finally {
    await browser.close();
    await system.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
