import type { Page } from 'playwright-core';

interface WatchedWindow {
  /** Binary messages that were handed to a socket: its address, and when, ms by `performance.now()`. */
  readonly binary: { readonly url: string; readonly at: number }[];
  /** When a control was pressed last, by its test id. */
  readonly pressed: Record<string, number>;
}

/** Exact, unlike what a debugger hears: the very moments at which the page sends and at which something is pressed. */
function watchWindow(): void {
  const watched: WatchedWindow = { binary: [], pressed: {} };
  Object.assign(window, { watched });
  const send = Reflect.get(WebSocket.prototype, 'send');
  WebSocket.prototype.send = function (this: WebSocket, data): void {
    if (typeof data !== 'string') watched.binary.push({ url: this.url, at: performance.now() });
    send.call(this, data);
  };
  window.addEventListener(
    'click',
    ({ target }) => {
      const testId = (target as Element).closest<HTMLElement>('[data-testid]')?.dataset.testid;
      if (testId) watched.pressed[testId] = performance.now();
    },
    { capture: true },
  );
}

/** What a page sends through its sockets. */
export class SentMessages {
  /** @param workerSockets what the addresses of sockets to the recognition server begin with */
  constructor(
    private readonly page: Page,
    private readonly workerSockets: string,
  ) {}

  /** Has to be called before the page is loaded. */
  static readonly watch = (page: Page): Promise<unknown> => page.addInitScript(watchWindow);

  /** When a frame was sent to the recognition server, ms by the page's `performance.now()`. */
  async frames(): Promise<number[]> {
    const { binary } = await this.read();
    return binary.filter(({ url }) => url.startsWith(this.workerSockets)).map(({ at }) => at);
  }

  /** How many binary messages went anywhere. */
  async binaryMessages(): Promise<number> {
    return (await this.read()).binary.length;
  }

  /**
   * When a control was pressed last, ms by the page's `performance.now()`.
   * @throws Error where it never was
   */
  async pressedAt(testId: string): Promise<number> {
    const at = (await this.read()).pressed[testId];
    if (at === undefined) throw new Error(`${testId} was never pressed.`);
    return at;
  }

  private async read(): Promise<WatchedWindow> {
    return this.page.evaluate(() => (window as unknown as { watched: WatchedWindow }).watched);
  }
}
