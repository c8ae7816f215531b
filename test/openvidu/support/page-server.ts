import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

const BUNDLE = join(
  dirname(require.resolve('openvidu-browser/package.json')),
  'static/js/openvidu-browser-2.32.2.min.js',
);

const PAGE = `<!doctype html><title>A meeting</title><link rel="icon" href="data:,">
<script src="/openvidu-browser.js"></script><div id="local"></div><div id="remote"></div>`;

/** Serves a page with the unmodified openvidu-browser on localhost, where browsers allow the camera. */
export class PageServer {
  private constructor(private readonly server: Server) {}

  static async open(): Promise<PageServer> {
    const bundle = readFileSync(BUNDLE);
    const server = createServer((request, response) => {
      const isBundle = request.url === '/openvidu-browser.js';
      response.setHeader('content-type', isBundle ? 'text/javascript' : 'text/html').end(isBundle ? bundle : PAGE);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new PageServer(server);
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
