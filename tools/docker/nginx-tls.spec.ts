import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as requestPlain, type IncomingHttpHeaders } from 'node:http';
import { request as requestSecure } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { createTestCertificate } from '../../apps/openvidu-embedded/src/testing/certificate';
import { eventuallyTrue } from '../../test/support/eventually';
import { freePorts } from '../../test/support/free-ports';
import { layOutImage } from '../../test/support/nginx/image-files';
import { nginxCommand } from '../../test/support/nginx/nginx-front';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
}

describe('nginx-tls.conf', () => {
  let folder: string;
  let nginx: ChildProcess;
  let plainPort: number;
  let tlsPort: number;

  beforeAll(async () => {
    [plainPort = 0, tlsPort = 0] = await freePorts(2);
    folder = mkdtempSync(join(tmpdir(), 'bapsang-nginx-tls-'));
    const page = join(folder, 'page');
    mkdirSync(page);
    writeFileSync(join(page, 'index.html'), '<!doctype html>');
    const variables = {
      NGINX_PORT: `127.0.0.1:${plainPort}`,
      NGINX_TLS_PORT: `127.0.0.1:${tlsPort}`,
      NGINX_PUBLIC_URL: 'https://meals.example',
      NGINX_RESOLVER: '127.0.0.1:1',
      NGINX_API: 'api:1',
      NGINX_OPENVIDU: 'openvidu:1',
      NGINX_WORKER_PORT: '1',
      NGINX_CONNECT_SOURCES: 'wss://openvidu.example',
    };
    const files = layOutImage(folder, variables, page);
    const { key, cert } = await createTestCertificate();
    writeFileSync(join(files.configuration, 'certificates/fullchain.pem'), cert);
    writeFileSync(join(files.configuration, 'certificates/privkey.pem'), key);
    const [program, ...args] = nginxCommand(files, 'nginx-tls.conf');
    nginx = spawn(program, args, {
      stdio: 'ignore',
      env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` },
    });
    await eventuallyTrue('nginx runs', () => existsSync(join(files.run, 'nginx.pid')));
  });

  afterAll(async () => {
    const ended = once(nginx, 'exit');
    nginx.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  function get(secure: boolean, path: string): Promise<Answer> {
    const options = { host: '127.0.0.1', port: secure ? tlsPort : plainPort, path, agent: false } as const;
    return new Promise((resolve, reject) => {
      const take = (response: import('node:http').IncomingMessage): void => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers });
      };
      const sent = secure
        ? requestSecure({ ...options, rejectUnauthorized: false }, take)
        : requestPlain(options, take);
      sent.once('error', reject).end();
    });
  }

  /** The protocol that is agreed on, or the fault. */
  function handshake(version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> {
    return new Promise((resolve) => {
      const socket: TLSSocket = connect({
        host: '127.0.0.1',
        port: tlsPort,
        rejectUnauthorized: false,
        minVersion: version,
        maxVersion: version,
        // OpenSSL itself speaks no TLS 1.1 otherwise.
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      socket.once('secureConnect', () => {
        resolve(socket.getProtocol());
        socket.destroy();
      });
      socket.once('error', () => resolve('refused'));
    });
  }

  it('sends everybody to the public address over TLS, and keeps its own health check', async () => {
    expect(await get(false, '/meals/a?b=c')).toMatchObject({
      status: 308,
      headers: { location: 'https://meals.example/meals/a?b=c' },
    });
    expect((await get(false, '/alive')).status).toBe(200);
  });

  it('tells browsers to come over TLS alone, and whom the page may dial', async () => {
    const { status, headers } = await get(true, '/');
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['content-security-policy']).toContain("connect-src 'self' wss://openvidu.example;");
    expect((await get(true, '/metrics')).status).toBe(404);
  });

  it.each([
    ['TLSv1.3', 'TLSv1.3'],
    ['TLSv1.2', 'TLSv1.2'],
    ['TLSv1.1', 'refused'],
  ] as const)('asked for %s: %s', async (version, outcome) => {
    expect(await handshake(version)).toBe(outcome);
  });
});
