import type { Browser, CDPSession, Page } from 'playwright-core';

/** How much a page had done at a moment; times are CPU time, s. */
export interface WorkSoFar {
  /** The page's scripts, on its main thread. */
  readonly script: number;
  /** Style and layout. */
  readonly layout: number;
  /** Everything on the main thread. */
  readonly mainThread: number;
  /** All processes of the browser: besides, decoding, encoding, painting, capturing and the network. */
  readonly browser: number;
  /** Bytes that are still used after a collection of garbage. */
  readonly heap: number;
}

/** Reads from Chromium what a page's work costs (Chrome DevTools Protocol, `Performance` and `SystemInfo`). */
export class PageWork {
  private constructor(
    private readonly ofPage: CDPSession,
    private readonly ofBrowser: CDPSession,
  ) {}

  /** @param browser shows nothing but the page */
  static async of(browser: Browser, page: Page): Promise<PageWork> {
    const ofPage = await page.context().newCDPSession(page);
    await ofPage.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageWork(ofPage, await browser.newBrowserCDPSession());
  }

  /** What was done so far. Collects garbage before. */
  async read(): Promise<WorkSoFar> {
    await this.ofPage.send('HeapProfiler.collectGarbage');
    const { metrics } = await this.ofPage.send('Performance.getMetrics');
    const { processInfo } = await this.ofBrowser.send('SystemInfo.getProcessInfo');
    const value = (name: string): number => {
      const metric = metrics.find((one) => one.name === name);
      if (!metric) throw new Error(`Chromium does not tell ${name}.`);
      return metric.value;
    };
    return {
      script: value('ScriptDuration'),
      layout: value('LayoutDuration') + value('RecalcStyleDuration'),
      mainThread: value('TaskDuration'),
      browser: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0),
      heap: value('JSHeapUsedSize'),
    };
  }

  async close(): Promise<void> {
    await this.ofPage.detach();
    await this.ofBrowser.detach();
  }
}
