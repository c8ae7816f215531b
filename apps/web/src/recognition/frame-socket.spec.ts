import {
  type BrowserToWorkerEvents,
  FRAMES_NAMESPACE,
  type FrameHeader,
  type FrameReply,
  type WorkerToBrowserEvents,
} from '@bapsang/shared';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { computed } from '@preact/signals';
import { type Namespace, Server } from 'socket.io';
import { type FrameSocket, openFrameSocket } from './frame-socket';
import { untilAborted, untilTrue } from './until';

const HEADER: FrameHeader = { sequence: 3, capturedAt: 1 };
const REPLY: FrameReply = { accepted: true, sequence: 3, framesPerSecond: 8, heldFor: 1, face: null };

describe('openFrameSocket', () => {
  let http: HttpServer;
  let server: Server;
  let frames: Namespace<BrowserToWorkerEvents, WorkerToBrowserEvents>;
  let url: string;
  let tickets: unknown[];
  let closing: AbortController;

  beforeEach(async () => {
    tickets = [];
    closing = new AbortController();
    http = createServer();
    server = new Server(http);
    frames = server.of(FRAMES_NAMESPACE);
    frames.use((socket, next) => {
      const { ticket } = socket.handshake.auth;
      tickets.push(ticket);
      next(ticket === 'good' ? undefined : new Error('refused'));
    });
    frames.on('connection', (socket) => socket.on('frame', (_header, _jpeg, reply) => reply(REPLY)));
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/`;
  });

  afterEach(async () => {
    closing.abort();
    await server.close();
  });

  const open = (ticket = 'good'): Promise<FrameSocket> => openFrameSocket(url, ticket, closing.signal);

  it('reaches a server whose address has a path', async () => {
    const behindProxy = new Server<BrowserToWorkerEvents, WorkerToBrowserEvents>(http, {
      path: '/workers/0c1f9e2ab37d/socket.io',
    });
    behindProxy
      .of(FRAMES_NAMESPACE)
      .on('connection', (socket) => socket.on('frame', (_header, _jpeg, reply) => reply(REPLY)));
    const socket = await openFrameSocket(`${url}workers/0c1f9e2ab37d`, 'good', closing.signal);
    await expect(socket.send(HEADER, new Uint8Array([1]))).resolves.toEqual(REPLY);
    expect(tickets).toEqual([]);
    socket.close();
    await behindProxy.close();
  });

  it('opens with the ticket and sends frames that are acknowledged', async () => {
    const socket = await open();
    expect(tickets).toEqual(['good']);
    await expect(socket.send(HEADER, new Uint8Array([1, 2]))).resolves.toEqual(REPLY);
    expect([socket.gone.aborted, socket.moves.value]).toEqual([false, 0]);
  });

  it('has the ticket in a message of its own, not in an address that a proxy would log', async () => {
    const addresses: (string | undefined)[] = [];
    http.on('upgrade', ({ url: address }) => addresses.push(address));
    await open();
    expect(tickets).toEqual(['good']);
    expect(addresses).toEqual([expect.stringContaining('/socket.io/')]);
    expect(addresses.join()).not.toContain('good');
  });

  it('says that the server wants the participant elsewhere, and goes on sending frames', async () => {
    const socket = await open();
    frames.emit('move');
    frames.emit('move');
    await untilTrue(
      computed(() => socket.moves.value === 2),
      closing.signal,
    );
    expect(socket.gone.aborted).toBe(false);
    await expect(socket.send(HEADER, new Uint8Array([1]))).resolves.toEqual(REPLY);
  });

  it('tells another window of the same participant from a server that is gone', async () => {
    const replaced = await open();
    frames.emit('replaced');
    await untilAborted(replaced.gone);
    frames.disconnectSockets(true);
    const lost = await open();
    frames.disconnectSockets(true);
    await untilAborted(lost.gone);
    expect([replaced.gone.reason, lost.gone.reason]).toEqual(['replaced', 'lost']);
  });

  it('rejects where the ticket is refused or nobody listens, and leaves nothing open', async () => {
    await expect(open('bad')).rejects.toThrow('refused');
    await expect(openFrameSocket('http://127.0.0.1:1', 'good', closing.signal)).rejects.toThrow();
    expect((await frames.fetchSockets()).length).toBe(0);
  });

  it('closes at once when the link is closed', async () => {
    const socket = await open();
    closing.abort();
    expect(socket.gone.reason).toBe('lost');
  });
});
