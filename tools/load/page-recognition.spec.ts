import { FRAMES_NAMESPACE, type FrameReply, type RecognitionAnswer } from '@bapsang/shared';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { PictureLoop } from './camera';
import { DialledAddresses } from './dialled-addresses';
import { loadPageRecognition, type PageLink, pageLinkParts } from './page-recognition';
import { ParticipantRecord } from './participant-record';
import { RecordedSockets } from './recorded-sockets';

const REPLY = { accepted: true, framesPerSecond: 30, heldFor: 1, face: null, underWay: false } as const;

/** Waits for what the page's code does next. */
async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('The link did not do what was awaited.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// What the compiler cannot see is tried: the page's link with the parts that it gets here, on a real socket.
describe('the page’s link, outside of a page', () => {
  const record = new ParticipantRecord();
  const seen: Socket[] = [];
  const renewals: number[] = [];
  let http: HttpServer;
  let server: Server;
  let link: PageLink;

  const grant = (ticket: string, host = '127.0.0.1'): RecognitionAnswer => {
    const url = `http://${host}:${(http.address() as AddressInfo).port}`;
    return { url, ticket, expiresAt: 0, maxFrameBytes: 1000, framesPerSecond: 30, width: 32, height: 24 };
  };

  beforeAll(async () => {
    http = createServer();
    server = new Server(http, { transports: ['websocket'] });
    server.of(FRAMES_NAMESPACE).on('connection', (socket: Socket) => {
      seen.push(socket);
      socket.on('frame', ({ sequence }: { sequence: number }, _jpeg: Buffer, reply: (reply: FrameReply) => void) =>
        reply({ ...REPLY, sequence }),
      );
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { RecognitionLink, openFrameSocket } = loadPageRecognition();
    const sockets = new RecordedSockets(openFrameSocket, new DialledAddresses(false), record, () => undefined);
    const camera = new PictureLoop([new Uint8Array([1])]);
    const capture = (): { jpeg: Uint8Array; capturedAt: number } => ({ ...camera.next(), capturedAt: Date.now() });
    // Another name of the same server: a link that is sent to where it is stays there.
    const renew = (): Promise<RecognitionAnswer> =>
      Promise.resolve(grant(`renewed ${renewals.push(Date.now())}`, 'localhost'));
    const parts = pageLinkParts({ capture, openSocket: sockets.open, renew, framesPerSecond: 30 });
    link = new RecognitionLink(parts, grant('first'));
  });

  afterAll(async () => {
    await link.close();
    await server.close();
  });

  it('sends frames with the ticket that came with joining', async () => {
    await until(() => record.framesSeen > 2);
    expect(seen[0]?.handshake.auth).toEqual({ ticket: 'first' });
    expect(link.status.value.state).toBe('active');
  });

  it('moves where the server wants it elsewhere, and only then leaves', async () => {
    seen[0]?.emit('move');
    await until(() => seen[0]?.disconnected === true);
    expect(seen[1]?.handshake.auth).toEqual({ ticket: 'renewed 1' });
    expect([record.moves, record.reconnects]).toEqual([1, 0]);
  });

  it('comes back with a fresh ticket where the socket is lost', async () => {
    seen[1]?.disconnect(true);
    await until(() => seen.length > 2);
    expect(seen[2]?.handshake.auth).toEqual({ ticket: 'renewed 2' });
    expect([record.moves, record.reconnects]).toEqual([1, 1]);
  });
});
