import type { Page } from 'playwright-core';

/** What a page showed while it was watched. */
export interface ShownFrames {
  /** When frames were laid out, ms. */
  readonly frames: readonly number[];
  /** How long the tasks over 50 ms took that were seen, ms. */
  readonly longTasks: readonly number[];
}

/** As text: tsx names functions by a helper that pages do not have. */
const WATCH = `(() => {
  const frames = [], longTasks = [];
  let watching = true;
  const note = (at) => {
    frames.push(at);
    if (watching) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((one) => one.duration)));
  observer.observe({ type: 'longtask' });
  window.endWatch = () => {
    watching = false;
    observer.disconnect();
    return { frames, longTasks };
  };
})()`;

/** Begins to note, in the page, every frame that is laid out and every long task. */
export async function beginFrameWatch(page: Page): Promise<void> {
  await page.evaluate(WATCH);
}

/** Ends it and returns what was noted. */
export async function endFrameWatch(page: Page): Promise<ShownFrames> {
  return page.evaluate<ShownFrames>('endWatch()');
}

/**
 * How many frames each whole second had.
 * @param frames when they were laid out, ms, ascending
 */
export function framesPerSecond(frames: readonly number[]): number[] {
  const [first = 0] = frames;
  const seconds = Math.floor(((frames.at(-1) ?? first) - first) / 1000);
  const counts = Array.from({ length: seconds }, () => 0);
  for (const at of frames) {
    const second = Math.floor((at - first) / 1000);
    if (second < seconds) counts[second] = (counts[second] ?? 0) + 1;
  }
  return counts;
}
