import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { type BundleFile, readBundle, WEB_BUILD } from '../support/web-bundle';
import { WebServer } from '../support/web-server';

/** How much script the first load may have, compressed with gzip, bytes (issue 5: 150 kB). */
const SCRIPT_BUDGET = 150_000;

/** Loaded when they are needed, never before. */
const LATER = ['openvidu-browser', 'uplot', '@vladmandic/human', '@tensorflow'];

jest.setTimeout(60_000);

describe('the first load of the page', () => {
  const files = readBundle(WEB_BUILD);
  const scripts = files.filter(({ kind, firstLoad }) => kind === 'script' && firstLoad);
  let server: WebServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await WebServer.start();
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** The files of the page that a browser asks for until nothing more happens. */
  async function loadedBy(page: Page, path: string): Promise<readonly BundleFile[]> {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.slice(1)));
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    return files.filter((file) => asked.includes(file.path));
  }

  it('has less compressed script than the budget', () => {
    expect(scripts).not.toHaveLength(0);
    expect(scripts.reduce((sum, { gzip }) => sum + gzip, 0)).toBeLessThan(SCRIPT_BUDGET);
  });

  it('is all that a browser asks for on the start page', async () => {
    const loaded = await loadedBy(await browser.newPage(), '/');
    expect(loaded.map(({ path }) => path).sort()).toEqual(
      files
        .filter(({ firstLoad, kind }) => firstLoad && kind !== 'page')
        .map(({ path }) => path)
        .sort(),
    );
  });

  it('leaves the call, the charts and the models for later', () => {
    const later = files.filter(({ firstLoad }) => !firstLoad).map(({ origin }) => origin);
    expect(later).toEqual(expect.arrayContaining(['openvidu-browser', 'uplot']));
    for (const { origin } of scripts) expect(LATER.filter((name) => origin.startsWith(name))).toEqual([]);
    const heavy = /\.(?:wasm|bin|tflite|onnx)$/;
    expect(files.filter(({ path, firstLoad }) => firstLoad && heavy.test(path))).toEqual([]);
  });

  it.each([
    ['br, gzip', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['identity', null, 'raw'],
  ] as const)('is sent to who takes %s as it was compressed by the build', async (accepted, encoding, size) => {
    for (const file of files.filter(({ path }) => path.startsWith('assets/'))) {
      const headers = { 'accept-encoding': accepted };
      const response = await fetch(`${server.url}/${file.path}`, { method: 'HEAD', headers });
      expect([file.path, response.status]).toEqual([file.path, 200]);
      expect(Number(response.headers.get('content-length'))).toBe(file[size]);
      if (file.kind === 'other' || file.raw < 1024) continue;
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toContain('Accept-Encoding');
    }
  });

  it('is whole once it is unpacked', async () => {
    for (const { path, raw } of scripts) {
      const response = await fetch(`${server.url}/${path}`, { headers: { 'accept-encoding': 'br' } });
      if (raw >= 1024) expect(response.headers.get('content-encoding')).toBe('br');
      expect((await response.arrayBuffer()).byteLength).toBe(raw);
    }
  });

  it('is kept by browsers for good where its name changes with it, and asked for again where not', async () => {
    const cacheOf = async (path: string): Promise<string | null> =>
      (await fetch(`${server.url}/${path}`, { method: 'HEAD' })).headers.get('cache-control');
    for (const { path } of scripts) expect(await cacheOf(path)).toMatch(/max-age=31536000.*immutable/);
    for (const path of ['', 'meals/any', 'assets/gone.js']) expect(await cacheOf(path)).toBe('no-cache');
  });
});
