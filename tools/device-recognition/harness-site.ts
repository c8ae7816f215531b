import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const WEB = join(ROOT, 'apps/web');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/** A file that was asked for. */
export interface ServedFile {
  readonly path: string;
  readonly content: Buffer;
}

/** The page of apps/web/harness, built and served on localhost, where browsers allow the camera. */
export class HarnessSite {
  /** Every file that was asked for, in that order. */
  readonly served: ServedFile[] = [];

  private constructor(
    private readonly folder: string,
    private readonly pictures: readonly Buffer[],
    private readonly server: Server,
  ) {}

  /** @param pictures of a clip, PNG; the addresses are those of {@link pictureAddresses} */
  static async open(pictures: readonly Buffer[] = []): Promise<HarnessSite> {
    const folder = mkdtempSync(join(tmpdir(), 'bapsang-harness-'));
    execFileSync(process.execPath, [join(ROOT, 'libs/recognition/build/extract-models.mjs')]);
    const vite = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'harness/vite.config.ts'];
    execFileSync(process.execPath, [...vite, '--outDir', folder], { cwd: WEB });
    const server = createServer();
    const site = new HarnessSite(folder, pictures, server);
    server.on('request', ({ url }, response) => {
      const path = (url ?? '/') === '/' ? '/index.html' : (url ?? '');
      const content = site.read(path);
      if (content) site.served.push({ path, content });
      response.writeHead(content ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
      response.end(content);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return site;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  /** Where the page finds the pictures of the clip. */
  get pictureAddresses(): string[] {
    return this.pictures.map((_, index) => `/clip/${index}.png`);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
    rmSync(this.folder, { recursive: true });
  }

  private read(path: string): Buffer | undefined {
    const picture = /^\/clip\/(\d+)\.png$/.exec(path)?.[1];
    if (picture) return this.pictures[Number(picture)];
    try {
      return readFileSync(join(this.folder, path));
    } catch {
      return undefined;
    }
  }
}
