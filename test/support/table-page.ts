import { join } from 'node:path';
import type { RecognitionChoice } from '@bapsang/shared';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from './eventually';
import { ARTIFACTS } from './running-system';

/** What a tile of the table shows. */
export interface Tile {
  readonly participantId: string;
  readonly self: boolean;
  readonly motion: string;
  readonly bites: number;
  readonly sips: number;
  readonly recognition: string;
  readonly text: string;
  /** Whether it says that there is a picture. */
  readonly seen: boolean;
  /** Whether it says that there is sound, which is no while muted. */
  readonly heard: boolean;
  /** When the newest motion came here, ms since the epoch; 0 before the first. */
  readonly receivedAt: number;
  /** Frames that the tile's video has shown so far. */
  readonly frames: number;
}

function readTiles(): Tile[] {
  return [...document.querySelectorAll<HTMLElement>('[data-testid=tile]')].map((tile) => ({
    participantId: tile.dataset.participantId ?? '',
    self: tile.dataset.self === 'true',
    motion: tile.dataset.motion ?? '',
    bites: Number(tile.dataset.bites),
    sips: Number(tile.dataset.sips),
    recognition: tile.dataset.recognition ?? '',
    text: tile.innerText,
    receivedAt: Number(tile.dataset.receivedAt ?? 0),
    seen: tile.dataset.seen === 'true',
    heard: tile.querySelector('.silent') === null,
    frames: tile.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
  }));
}

/** Hides Chromium's second fake camera: it is a depth camera, whose picture no browser can send into a call. */
function hideDepthCamera(): void {
  // A page on an insecure origin has no devices.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) return;
  const list = devices.enumerateDevices.bind(devices);
  devices.enumerateDevices = async () => (await list()).filter(({ label }) => label !== 'fake_device_1');
}

/** One participant's page, as the tests see it. */
export class TablePage {
  /** Texts of the WebSocket messages that the page received, by address. */
  readonly received: { readonly url: string; readonly text: string }[] = [];
  /** Addresses of all WebSockets that the page opened. */
  readonly sockets: string[] = [];
  /** What the page complained about, and what its Content-Security-Policy kept it from. */
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {
    page.on('websocket', (socket) => {
      this.sockets.push(socket.url());
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload === 'string') this.received.push({ url: socket.url(), text: payload });
      });
    });
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.faults.push(message.text());
    });
    page.on('dialog', (dialog) => void dialog.dismiss());
  }

  /**
   * Opens an address in a window of its own.
   * @param prepare called before the page is loaded
   */
  static async open(
    browser: Browser,
    url: string,
    locale = 'en-US',
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<TablePage> {
    return TablePage.in(await browser.newContext({ locale, permissions: ['camera', 'microphone'] }), url, prepare);
  }

  /** Opens an address in a context that is prepared already. */
  static async in(
    context: BrowserContext,
    url: string,
    prepare?: (page: Page) => Promise<unknown>,
  ): Promise<TablePage> {
    await context.addInitScript(hideDepthCamera);
    const table = new TablePage(await context.newPage());
    await prepare?.(table.page);
    await table.page.goto(url);
    return table;
  }

  /** Creates a meal on the start page and returns its address. */
  async createMeal(): Promise<string> {
    await this.page.getByTestId('new-meal').click();
    await this.page.waitForURL(/\/meals\//);
    return this.page.url();
  }

  /** Fills in the prejoin page and sits down. */
  async join(name: string, recognition: RecognitionChoice): Promise<void> {
    await this.page.getByTestId('display-name').fill(name);
    await this.page.getByTestId(`recognise-${recognition}`).click();
    await this.page.getByTestId('join').click();
    await this.page.getByTestId('table').waitFor();
  }

  /** All tiles. */
  async tiles(): Promise<Tile[]> {
    return this.page.evaluate(readTiles);
  }

  /** The participant's own tile. */
  async ownTile(): Promise<Tile> {
    return eventually('The own tile', async () => (await this.tiles()).find(({ self }) => self));
  }

  /** The tile of a participant. */
  async tile(participantId: string): Promise<Tile | undefined> {
    return (await this.tiles()).find((tile) => tile.participantId === participantId);
  }

  /** Keeps a picture of the page among the artefacts. */
  async screenshot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  }
}
