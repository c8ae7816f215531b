import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

const BUNDLE = join(
  dirname(require.resolve('openvidu-browser/package.json')),
  'static/js/openvidu-browser-2.32.2.min.js',
);

/** A page and, beside it as `openvidu-browser.js`, the bundle that OpenVidu publishes. */
export class OfficialBundlePage {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /**
   * Serves it on a port of its own.
   * @param html the page
   */
  static async serve(html: string): Promise<OfficialBundlePage> {
    const bundle = readFileSync(BUNDLE);
    const server = createServer((request, response) => {
      const script = request.url === '/openvidu-browser.js';
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
      response.end(script ? bundle : html);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return new OfficialBundlePage(server, `http://localhost:${(server.address() as AddressInfo).port}/`);
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }
}
