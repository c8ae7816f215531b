import { createLogger } from '@bapsang/server';
import fc from 'fast-check';
import { MediaServer } from './media-server';
import { TimerLedger } from './testing/timer-ledger';
import { ADDRESS, WeriftPeer } from './testing/werift-peer';

const media = new MediaServer({ mediaAddress: ADDRESS, logger: createLogger('test', 'silent') });

/** How long sockets may take to close and werift's timers to end by themselves, ms. */
const DEADLINE = 10_000;

const timers = new TimerLedger();

afterAll(() => timers.close());

function openSockets(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'UDPWrap').length;
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  const end = Date.now() + DEADLINE;
  while (!isSo() && Date.now() < end) await new Promise(setImmediate);
}

async function expectNoSocket(): Promise<void> {
  await waitUntil(() => openSockets() === 0);
  expect(openSockets()).toBe(0);
  expect(media.statistics.openPeerConnections).toBe(0);
}

afterEach(async () => {
  await waitUntil(() => timers.count === 0);
  expect(timers.count).toBe(0);
}, 2 * DEADLINE);

const EDITS = ['remove', 'repeat', 'swap', 'cut', 'garble', 'number', 'insert'] as const;

interface Edit {
  readonly edit: (typeof EDITS)[number];
  /** Where, as a part of the whole. */
  readonly at: number;
  readonly to: number;
  readonly text: string;
}

const edits = fc.array(
  fc.record({
    edit: fc.constantFrom(...EDITS),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    to: fc.double({ min: 0, max: 0.999, noNaN: true }),
    text: fc.oneof(
      fc.string(),
      fc.constantFrom('a=fmtp:999 apt=1', 'a=ice-lite', 'a=setup:passive', 'a=candidate:x', 'a=extmap:0', 'm=video'),
      fc.constantFrom(
        'a=inactive',
        'a=sendrecv',
        'a=rid:1 send',
        'a=ssrc:1',
        'a=ssrc-group:FID',
        'a=rtcp:',
        'a=rtpmap:',
      ),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

function mutate(sdp: string, mutations: readonly Edit[]): string {
  const lines = sdp.split('\r\n');
  for (const { edit, at, to, text } of mutations) {
    const index = Math.floor(at * lines.length);
    const line = lines[index] ?? '';
    const other = Math.floor(to * lines.length);
    if (edit === 'remove') lines.splice(index, 1);
    if (edit === 'repeat') lines.splice(other, 0, line);
    if (edit === 'swap') [lines[index], lines[other]] = [lines[other] ?? '', line];
    if (edit === 'cut') lines[index] = line.slice(0, Math.floor(to * line.length));
    if (edit === 'garble') lines[index] = line.slice(0, Math.floor(to * line.length)) + text;
    if (edit === 'number') lines[index] = line.replace(/\d+/, String(Math.floor(to * 2 ** 33)));
    if (edit === 'insert') lines.splice(index, 0, text);
  }
  return lines.join('\r\n');
}

describe('a rubbish session description', () => {
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  let sending = '';
  let receiving = '';

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    await media.prepare();
    const peers = [new WeriftPeer('sendonly', ['audio', 'video']), new WeriftPeer('recvonly', ['audio', 'video'])];
    [sending, receiving] = (await Promise.all(peers.map((peer) => peer.offer()))) as [string, string];
    await Promise.all(peers.map((peer) => peer.close()));
  });

  afterAll(() => {
    process.off('unhandledRejection', note);
    process.off('uncaughtException', note);
  });

  /** Whatever becomes of it, it ends and leaves nothing behind. */
  async function survive(attempt: () => Promise<unknown>): Promise<void> {
    await attempt();
    await expectNoSocket();
    expect(faults).toEqual([]);
  }

  it('of a publisher ends in an answer or an error', async () => {
    await fc.assert(
      fc.asyncProperty(edits, fc.boolean(), (mutations, loopback) =>
        survive(async () => {
          const publisher = media.createPublisher();
          await publisher.answer(mutate(sending, mutations), { loopback }).catch(() => undefined);
          await publisher.close();
        }),
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('of a subscriber ends in an answer or an error', async () => {
    await fc.assert(
      fc.asyncProperty(edits, (mutations) =>
        survive(async () => {
          const publisher = media.createPublisher();
          const subscriber = media.createSubscriber(publisher, new Set(['audio', 'video']));
          await subscriber.answer(mutate(receiving, mutations)).catch(() => undefined);
          await subscriber.close();
          await publisher.close();
        }),
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('as an answer ends well or in an error', async () => {
    await fc.assert(
      fc.asyncProperty(edits, (mutations) =>
        survive(async () => {
          const publisher = media.createPublisher();
          const subscriber = media.createSubscriber(publisher, new Set(['audio', 'video']));
          const browser = new WeriftPeer('recvonly', []);
          const answer = await browser.answer(await subscriber.offer());
          await subscriber.acceptAnswer(mutate(answer, mutations)).catch(() => undefined);
          await Promise.all([subscriber.close(), publisher.close(), browser.close()]);
        }),
      ),
      { numRuns: 50 },
    );
  }, 60_000);

  it.each([
    ['thousands of sections', () => `v=0\r\n${'m=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(5_000)}`],
    ['no end', () => 'x'.repeat(10_000_000)],
    [
      'thousands of codecs',
      () => sending.replaceAll('a=rtpmap:96', `${'a=rtpmap:96 VP8/90000\r\n'.repeat(2_000)}a=rtpmap:96`),
    ],
    [
      'thousands of sources',
      () => sending + Array.from({ length: 3_000 }, (_, index) => `a=ssrc:${index} x\r\n`).join(''),
    ],
  ])('with %s ends in an answer or an error', async (_, sdp) => {
    await survive(async () => {
      const publisher = media.createPublisher();
      await publisher.answer(sdp()).catch(() => undefined);
      await publisher.close();
    });
  });
});

describe('closing', () => {
  it('at any moment of the negotiation refuses the answer and leaves nothing open', async () => {
    await media.prepare();
    const peer = new WeriftPeer('recvonly', ['audio', 'video']);
    const offer = await peer.offer();
    await peer.close();
    for (let turns = 0; turns < 20; turns++) {
      const publisher = media.createPublisher();
      const subscriber = media.createSubscriber(publisher, new Set(['audio', 'video']));
      const outcome = subscriber.answer(offer).then(
        () => 'answered',
        (error: unknown) => (error as Error).message,
      );
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      await subscriber.close();
      await publisher.close();
      expect(['answered', 'The peer connection was closed before it was negotiated.']).toContain(await outcome);
      await expectNoSocket();
    }
  });

  it('a publisher that is negotiating closes its peer connection', async () => {
    const peer = new WeriftPeer('sendonly');
    const offer = await peer.offer();
    await peer.close();
    const publisher = media.createPublisher();
    const outcome = expect(publisher.answer(offer)).rejects.toThrow('closed before');
    await publisher.close();
    await outcome;
    await expectNoSocket();
  });

  it('in the middle of the handshake leaves nothing open', async () => {
    const publisher = media.createPublisher();
    const peer = new WeriftPeer('sendonly');
    const answer = await publisher.answer(await peer.offer());
    const connecting = peer.connection.dtlsTransports[0]!.onStateChange.watch(
      (state) => state === 'connecting',
      20_000,
    );
    await peer.connection.setRemoteDescription({ type: 'answer', sdp: answer });
    await connecting;
    await Promise.all([publisher.close(), peer.close()]);
    await expectNoSocket();
  });
});
