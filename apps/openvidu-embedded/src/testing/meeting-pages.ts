import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** What a page receives of a stream. */
export interface Reception {
  /** Of the picture, pixels. */
  readonly width: number;
  /** Of the video element, s. */
  readonly currentTime: number;
  readonly framesDecoded: number;
  readonly audioBytes: number;
  readonly packetsLost: number;
}

function openviduBrowserBundle(): string {
  const root = dirname(require.resolve('openvidu-browser/package.json'));
  return readFileSync(join(root, 'static/js/openvidu-browser-2.32.2.min.js'), 'utf8');
}

/** Serves the page of the tests with the unmodified openvidu-browser on localhost, where browsers allow the camera. */
async function servePages(): Promise<Server> {
  const files: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
    '/': { type: 'text/html', text: readFileSync(join(__dirname, 'meeting-page.html'), 'utf8') },
    '/openvidu-browser.js': { type: 'text/javascript', text: openviduBrowserBundle() },
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' }).end(file?.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Real browsers with cameras that show a test picture. */
export class MeetingPages {
  private constructor(
    private readonly server: Server,
    private readonly browser: Browser,
    private readonly context: BrowserContext,
  ) {}

  static async open(): Promise<MeetingPages> {
    const server = await servePages();
    const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: CHROMIUM_ARGUMENTS });
    const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
    return new MeetingPages(server, browser, context);
  }

  /** A page that has not joined yet. */
  async newPage(): Promise<Page> {
    const page = await this.context.newPage();
    const { port } = this.server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/`);
    return page;
  }

  /** Closes every page and the browser. */
  async close(): Promise<void> {
    await this.context.close();
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
