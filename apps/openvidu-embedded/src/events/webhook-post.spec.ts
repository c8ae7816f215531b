import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTestCertificate } from '../testing/certificate';
import { postWebhook } from './webhook-post';

const never = new AbortController().signal;
let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

afterEach(async () => {
  server?.closeAllConnections();
  if (server?.listening) await new Promise((resolve) => server?.close(resolve));
});

describe('postWebhook', () => {
  it('posts JSON with the configured headers and returns the status', async () => {
    let received: { request: IncomingMessage; body: string } | undefined;
    const endpoint = await serve((request, response) => {
      void text(request).then((body) => {
        received = { request, body };
        response.writeHead(204).end();
      });
    });
    const headers = { Authorization: 'Basic abc', 'X-Where': 'here' };
    expect(await postWebhook({ endpoint, headers }, '{"event":"밥상"}', never)).toBe(204);
    expect(received?.body).toBe('{"event":"밥상"}');
    expect(received?.request).toMatchObject({
      method: 'POST',
      url: '/hook',
      headers: { 'content-type': 'application/json', authorization: 'Basic abc', 'x-where': 'here' },
    });
  });

  it('returns the status of an answer whose body breaks off', async () => {
    const endpoint = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('so far', () => response.socket?.resetAndDestroy());
    });
    expect(await postWebhook({ endpoint, headers: {} }, '{}', never)).toBe(200);
  });

  it('fails where the connection is reset', async () => {
    const endpoint = await serve((request) => request.socket.resetAndDestroy());
    await expect(postWebhook({ endpoint, headers: {} }, '{}', never)).rejects.toThrow(/ECONNRESET|hang up/);
  });

  it('fails where nobody listens', async () => {
    const endpoint = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    await expect(postWebhook({ endpoint, headers: {} }, '{}', never)).rejects.toThrow('ECONNREFUSED');
  });

  it('fails where no answer comes in time, and lets go of the connection', async () => {
    const endpoint = await serve(() => undefined);
    const connected = once(server!, 'connection') as Promise<[Socket]>;
    const posted = postWebhook({ endpoint, headers: {} }, '{}', never, 50);
    const closed = connected.then(([socket]) => once(socket, 'close'));
    await expect(posted).rejects.toThrow('No answer within 50 ms');
    await closed;
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const endpoint = await serve(() => stop.abort());
    await expect(postWebhook({ endpoint, headers: {} }, '{}', stop.signal)).rejects.toThrow('aborted');
  });

  it('speaks TLS and does not ask who signed the certificate', async () => {
    const secure = createTlsServer(await createTestCertificate(), (_request, response) => response.end()).listen(0);
    await once(secure, 'listening');
    const { port } = secure.address() as AddressInfo;
    expect(await postWebhook({ endpoint: `https://localhost:${port}/`, headers: {} }, '{}', never)).toBe(200);
    await new Promise((resolve) => secure.close(resolve));
  });
});
