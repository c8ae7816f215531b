import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../../../tools/launch/fixtures/processes';

const START_ATTEMPTS = 100;

/** What a server answers to a WebSocket handshake, up to the end of the headers. */
async function handshake(port: number, path: string, upgrade = 'websocket'): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: meals.example.com\r\nConnection: Upgrade\r\nUpgrade: ${upgrade}\r\n\r\n`,
    );
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
    return answer.toString();
  } finally {
    socket.destroy();
  }
}

describe('the router of frames', () => {
  let folder: string;
  let nginx: ChildProcess;
  let worker: Server;
  let port: number;
  /** Paths of the handshakes that arrived at the worker. */
  const arrived: string[] = [];

  beforeAll(async () => {
    worker = createServer().listen(0, '127.0.0.1');
    worker.on('upgrade', ({ url, headers }, socket) => {
      arrived.push(url ?? '');
      socket.end(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: ${headers.upgrade ?? ''}\r\nConnection: Upgrade\r\n\r\n`,
      );
    });
    await once(worker, 'listening');
    port = await freePort();
    folder = mkdtempSync(join(tmpdir(), 'worker-router-'));
    const variables: Readonly<Record<string, string | number>> = {
      ROUTER_PORT: `127.0.0.1:${port}`,
      WORKER_PORT: (worker.address() as AddressInfo).port,
      WORKER_NETWORK: '127.0',
      WORKER_NETWORK_PATH: '127-0',
    };
    const server = readFileSync(join(__dirname, 'nginx.conf.template'), 'utf8').replace(
      /\$\{(\w+)\}/g,
      (_, name: string) => String(variables[name]),
    );
    const file = join(folder, 'nginx.conf');
    writeFileSync(
      file,
      `daemon off; pid ${folder}/pid; error_log stderr; events {}
http { client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e; ${server} }`,
    );
    nginx = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', file], { stdio: 'ignore' });
    for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      const healthy = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => undefined);
      if (healthy?.ok) return;
      await delay(100);
    }
    throw new Error('nginx did not start.');
  });

  afterAll(async () => {
    if (nginx.exitCode === null) {
      nginx.kill();
      await once(nginx, 'exit');
    }
    worker.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => (arrived.length = 0));

  it('takes a socket to the worker whose address the path names', async () => {
    const path = '/workers/127-0-0-1/socket.io/?EIO=4&transport=websocket';
    expect(await handshake(port, path)).toMatch(/^HTTP\/1\.1 101 /);
    expect(arrived).toEqual(['/socket.io/?EIO=4&transport=websocket']);
  });

  it.each([
    ['another network', '/workers/10-0-0-1/socket.io/'],
    ['a name', '/workers/localhost/socket.io/'],
    ['an address with a port', '/workers/127-0-0-1:22/socket.io/'],
    ['the figures of a worker', '/workers/127-0-0-1/metrics'],
    ['a way around', '/workers/127-0-0-1/socket.io/../metrics'],
    ['the same, encoded', '/workers/127-0-0-1/socket.io/%2e%2e/metrics'],
    ['anything else', '/'],
  ])('passes on nothing to %s', async (_, path) => {
    expect(await handshake(port, path)).toMatch(/^HTTP\/1\.1 404 /);
    expect(arrived).toEqual([]);
  });

  it('passes on nothing but WebSockets', async () => {
    expect(await handshake(port, '/workers/127-0-0-1/socket.io/', 'h2c')).toMatch(/^HTTP\/1\.1 404 /);
    expect(arrived).toEqual([]);
  });
});
