import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { LoadProfile } from './load-profile';

/** What one visit with an empty cache took; times are ms since it began. */
export interface LoadFigures {
  readonly requests: number;
  /** Over the wire, with headers. */
  readonly bytes: number;
  readonly firstByte: number;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly domInteractive: number;
  /** What tasks of the main thread took beyond 50 ms each, from the first paint on, in all. */
  readonly blocking: number;
  /** Cumulative layout shift, without unit. */
  readonly shift: number;
}

/** How long after the last request the page is still watched, ms. */
const AFTERWARDS = 1000;

/** Notes what the page's own clock does not keep. As text: tsx names functions by a helper that pages do not have. */
const WATCH = `
  window.seen = { largest: 0, shift: 0, tasks: [] };
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch('largest-contentful-paint', (entry) => (seen.largest = entry.startTime));
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }));
`;

const READ = `(() => {
  const [visit] = performance.getEntriesByType('navigation');
  const firstPaint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
  const late = seen.tasks.filter(({ startTime, duration }) => startTime + duration > firstPaint);
  return {
    firstByte: visit.responseStart,
    domInteractive: visit.domInteractive,
    firstPaint,
    largestPaint: seen.largest,
    blocking: late.reduce((sum, { duration }) => sum + duration - 50, 0),
    shift: seen.shift,
  };
})()`;

/** Visits an address once, in a browser that has never seen it. */
export async function visitOnce(browser: Browser, url: string, profile: LoadProfile): Promise<LoadFigures> {
  const context = await browser.newContext({ locale: 'en-US', permissions: ['camera', 'microphone'] });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    if (profile.network)
      await devtools.send('Network.emulateNetworkConditions', { offline: false, ...profile.network });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: profile.cpuSlowdown });
    const sizes: number[] = [];
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
    await page.addInitScript(WATCH);
    await page.goto(url, { waitUntil: 'networkidle' });
    await sleep(AFTERWARDS);
    const times = await page.evaluate<Omit<LoadFigures, 'requests' | 'bytes'>>(READ);
    const downloads = sizes.filter((size) => size > 0);
    return { ...times, requests: downloads.length, bytes: downloads.reduce((sum, size) => sum + size, 0) };
  } finally {
    await context.close();
  }
}
