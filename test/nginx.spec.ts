import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { writeBrightnessClip } from './clips/brightness-clip';
import { launchChromium } from './support/chromium';
import { eventually, eventuallyTrue } from './support/eventually';
import { TwoApisBehindNginx } from './support/nginx/two-apis';
import { ARTIFACTS } from './support/running-system';
import { TablePage } from './support/table-page';

jest.setTimeout(120_000);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

describe('nginx in front of two apis, a worker, OpenVidu and the page', () => {
  let system: TwoApisBehindNginx;
  let browser: Browser;
  let eater: TablePage;
  let friend: TablePage;
  let origin: string;

  beforeAll(async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    const clip = join(ARTIFACTS, 'brightness.y4m');
    [system, browser] = await Promise.all([
      TwoApisBehindNginx.start('one-origin'),
      writeBrightnessClip(clip).then(() => launchChromium({ camera: clip })),
    ]);
    ({ origin } = system.front);
    eater = await TablePage.open(browser, origin);
    const mealUrl = await eater.createMeal();
    friend = await TablePage.open(browser, mealUrl);
    await eater.join('Mina', 'server');
    await friend.join('Alex', 'none');
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  /** A request whose path is sent as it stands, and the headers of its answer. */
  function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(origin);
      const sent = request({ hostname, port, path, headers }, (response) => {
        response.resume();
        response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      });
      sent.once('error', reject).end();
    });
  }

  /** Whether a WebSocket opens. */
  function opens(path: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = new WebSocket(origin.replace('http', 'ws') + path);
      socket.once('open', () => resolve(true)).once('error', () => resolve(false));
      socket.once('open', () => socket.terminate());
    });
  }

  it('lets two people eat together on one origin, with pictures, recognition and the bites of one seen by the other', async () => {
    const { participantId } = await eater.ownTile();
    const seen = await eventually(
      'The friend sees pictures and bites',
      async () => {
        const tile = await friend.tile(participantId);
        return tile && tile.frames > 10 && tile.bites > 0 ? tile : undefined;
      },
      60_000,
    );
    expect(seen.recognition).toBe('active');
    await eventuallyTrue('Both agree', async () => {
      const [own, other] = [await eater.ownTile(), await friend.tile(participantId)];
      return own.bites > 0 && own.bites === other?.bites;
    });
    const inside = origin.replace('http', 'ws');
    expect([...eater.sockets, ...friend.sockets].filter((url) => !url.startsWith(`${inside}/`))).toEqual([]);
    expect(eater.sockets.some((url) => url.startsWith(`${inside}/openvidu`))).toBe(true);
    expect(eater.sockets.some((url) => url.startsWith(system.workerSockets))).toBe(true);
    expect(friend.sockets.some((url) => url.startsWith(system.workerSockets))).toBe(false);
    expect([...eater.faults, ...friend.faults]).toEqual([]);
  });

  it('shares requests among all apis of the name, and goes on without one that is gone', async () => {
    const answered = async (index: number): Promise<number> => {
      const figures = await system.apis[index]!.metrics();
      const counts = [...figures].filter(([name]) => name.startsWith('bapsang_api_http_request_seconds_count'));
      return counts.filter(([name]) => name.includes('/api/')).reduce((sum, [, value]) => sum + value, 0);
    };
    const mealId = new URL(friend.page.url()).pathname.split('/').at(-1);
    const ask = async (): Promise<number> => (await get(`/api/meals/${mealId}`)).status;
    await eventuallyTrue('Both have answered', async () => {
      await ask();
      return (await answered(0)) > 0 && (await answered(1)) > 0;
    });
    await system.apis[1]!.kill();
    for (let count = 0; count < 20; count += 1) expect(await ask()).toBe(200);
  });

  it.each([
    '/metrics',
    '/metrics/',
    '/health/live',
    '/health/ready',
    '/openvidu',
    '/openvidu/api/sessions',
    '/openvidu/api/config/openvidu-publicurl',
    '/openvidu/cdr',
    '/api/../metrics',
    '/api/%2e%2e/metrics',
    '//metrics',
    '/workers/5ca1ab1ec0de/health/ready',
    '/workers/5ca1ab1ec0de/metrics',
    '/workers/5ca1ab1ec0de/socket.io/../metrics',
    '/workers/5ca1ab1ec0de/socket.io/%2e%2e/%2e%2e/metrics',
    '/workers/localhost/socket.io/',
    '/workers/api/socket.io/',
    '/workers/127.0.0.1/socket.io/',
    '/workers/5ca1ab1ec0de:6379/socket.io/',
    '/socket.io/?EIO=4&transport=polling',
    '/.vite/manifest.json',
    '/assets/nothing.js',
  ])('passes %s to nobody', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('looks up no name that is no container id, and opens no socket to one', async () => {
    const socket = '/socket.io/?EIO=4&transport=websocket';
    for (const name of ['localhost', 'api', 'redis', '127.0.0.1', '5ca1ab1ec0de.example.com', '5CA1AB1EC0DE']) {
      expect(await opens(`/workers/${name}${socket}`)).toBe(false);
    }
    expect(await opens(`/workers/000000000000${socket}`)).toBe(false);
    expect(await opens(`/workers/5ca1ab1ec0de${socket}`)).toBe(true);
    expect([...system.front.names.asked].sort()).toEqual(['000000000000', '5ca1ab1ec0de', 'api', 'openvidu']);
  });

  it('lets no worker in from outside without the secret', async () => {
    const socket = io(`${origin}/workers`, { transports: ['websocket'], auth: { token: 'x' }, reconnection: false });
    const error = await new Promise<Error & { data?: { code?: string } }>((resolve) =>
      socket.once('connect_error', resolve),
    );
    socket.close();
    expect(error.data?.code).toBe('worker_refused');
  });

  it('sends the page with its security headers, compressed as the browser takes it, and kept as long as it stays the same', async () => {
    const page = await get('/meals/anything', { 'accept-encoding': 'gzip, br' });
    expect(page).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-encoding': 'br',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    });
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'self'; script-src 'self'.*connect-src 'self' ?;.*frame-ancestors 'none'/,
    );
    expect(page.headers['strict-transport-security']).toBeUndefined();
    expect(page.headers.server).toBe('nginx');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(origin)).text())?.[1] ?? '';
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['br;q=0, gzip', 'gzip'],
      ['identity', undefined],
    ] as const) {
      const { headers } = await get(script, { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(headers.vary).toBe('Accept-Encoding');
    }
  });

  it('refuses a large body in the words of the api, and says so when no api is there', async () => {
    const post = async (body: string): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${origin}/api/meals`, { method: 'POST', headers, body })).json();
    };
    expect(await post('x'.repeat(1_000_000))).toMatchObject({ code: 'payload_too_large', status: 413 });
    await system.apis[0]!.kill();
    expect(await post('{}')).toMatchObject({ code: 'not_ready', status: 503, retryable: true });
  });

  it('logs neither address nor meal nor person', () => {
    const lines = system.front.requests().map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(new Set(lines.map(({ route }) => route))).toEqual(
      new Set(['page', 'asset', 'api', 'api-socket', 'openvidu', 'worker']),
    );
    const mealId = new URL(friend.page.url()).pathname.split('/').at(-1)!;
    expect(system.front.requests().filter((line) => line.includes(mealId) || line.includes('127.0.0.1'))).toEqual([]);
    for (const line of lines) expect(Number.isInteger(line.time)).toBe(true);
  });
});
