import { ApplicationError, type PicturePart, type RecognitionAnswer } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import type { FrameRound } from './frame-round';
import type { FrameSource } from './frame-sampler';
import { RecognitionLink } from './recognition-link';
import type { SparingReason } from './sampling-plan';
import { grant, WorkerEnd } from './worker-end.spec-support';

describe('RecognitionLink', () => {
  const clock = new ManualClock();
  const watching = signal(true);
  let workers: WorkerEnd[];
  let renewals: number;
  let captures: number;
  let lowered: number;
  let nextAnswer: () => Promise<RecognitionAnswer>;
  let refuseSockets: boolean;
  let links: RecognitionLink[];
  let rounds: FrameRound[];
  let mostPace: number;
  let part: PicturePart | undefined;
  const sparing = signal<SparingReason | undefined>(undefined);

  beforeEach(() => {
    watching.value = true;
    workers = [];
    links = [];
    rounds = [];
    mostPace = Infinity;
    part = undefined;
    sparing.value = undefined;
    [renewals, captures, lowered] = [0, 0, 0];
    refuseSockets = false;
    nextAnswer = () => Promise.resolve(grant(`fresh-${String(renewals)}`));
  });

  afterEach(async () => {
    await Promise.all(links.map((link) => link.close()));
    expect(clock.pending).toEqual([]);
  });

  async function open(first: RecognitionAnswer = grant('first')): Promise<RecognitionLink> {
    const source: FrameSource = {
      capture: () => {
        captures += 1;
        const frame = { jpeg: new Uint8Array([captures]), capturedAt: clock.now() };
        return Promise.resolve(part ? { ...frame, part } : frame);
      },
      lowerQuality: () => (lowered += 1),
      learn: (round) => rounds.push(round),
      paceFor: (asked) => Math.min(asked, mostPace),
      sparing,
      close: () => undefined,
    };
    const link = new RecognitionLink(
      {
        source,
        clock,
        watching,
        random: () => 0.5,
        openSocket: (_url, ticket, closing) => {
          if (refuseSockets) return Promise.reject(new Error('refused'));
          const worker = new WorkerEnd(ticket);
          closing.addEventListener('abort', () => worker.close());
          workers.push(worker);
          return Promise.resolve(worker);
        },
        renew: () => {
          renewals += 1;
          return nextAnswer();
        },
      },
      first,
    );
    links.push(link);
    await settle();
    return link;
  }

  it('opens the socket with the ticket of the join and becomes active with the first acknowledgement', async () => {
    const link = await open();
    expect(workers.map(({ ticket }) => ticket)).toEqual(['first']);
    expect(link.status.value).toEqual({ state: 'starting' });
    await workers[0]!.accept();
    expect(link.status.value).toEqual({ state: 'active' });
  });

  it('never has two frames in flight, however long an acknowledgement takes', async () => {
    await open();
    await clock.advance(60_000);
    expect(workers[0]!.frames).toHaveLength(1);
    expect(captures).toBe(1);
  });

  it('goes at the pace that the acknowledgement asks for', async () => {
    await open();
    await workers[0]!.accept(4);
    expect(clock.pending).toEqual([250]);
    await clock.advance(249);
    expect(workers[0]!.frames).toHaveLength(1);
    await clock.advance(1);
    expect(workers[0]!.frames).toHaveLength(2);
    await workers[0]!.accept(20);
    expect(clock.pending).toEqual([50]);
  });

  it('goes no faster than the source wants, and says why that is little', async () => {
    const link = await open();
    mostPace = 2;
    sparing.value = 'battery';
    await workers[0]!.accept(10);
    expect(clock.pending).toEqual([500]);
    expect(link.status.value).toEqual({ state: 'active', sparing: 'battery' });
    sparing.value = undefined;
    await clock.advance(500);
    await workers[0]!.accept(10);
    expect(link.status.value).toEqual({ state: 'active' });
  });

  it('says in the header which part of the picture a frame shows, where it is not all', async () => {
    await open();
    part = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
    await workers[0]!.accept();
    await clock.advance(100);
    expect(workers[0]!.frames.map((header) => header.part)).toEqual([undefined, part]);
    expect('part' in workers[0]!.frames[0]!).toBe(false);
  });

  it('tells the source how long a frame was on its way, without the time that the server had it', async () => {
    await open();
    await clock.advance(90);
    await workers[0]!.accept(10, 60);
    await clock.advance(100);
    await clock.advance(40);
    await workers[0]!.refuse('frame_stale');
    expect(rounds).toMatchObject([
      { travelling: 30, dropped: false, asked: 10 },
      { travelling: 40, dropped: true },
    ]);
  });

  it('sends the next frame at once, and freshly taken, when the acknowledgement was slower than the pace', async () => {
    await open();
    await clock.advance(1000);
    await workers[0]!.accept(10);
    await clock.advance(0);
    expect(workers[0]!.frames).toHaveLength(2);
    expect(workers[0]!.frames[1]!.capturedAt).toBe(clock.now());
    expect(workers[0]!.frames[1]!.sequence).toBeGreaterThan(workers[0]!.frames[0]!.sequence);
  });

  it('does not believe a pace that is no number or out of bounds', async () => {
    await open();
    await workers[0]!.accept(Number.NaN);
    expect(clock.pending).toEqual([200]);
    await clock.advance(200);
    await workers[0]!.accept(1e9);
    expect(clock.pending[0]).toBeGreaterThan(30);
  });

  it('asks for a fresh ticket after a loss and goes on', async () => {
    const link = await open();
    await workers[0]!.accept();
    await workers[0]!.end('lost');
    expect(link.status.value).toEqual({ state: 'paused', reason: 'lost' });
    expect(workers[0]!.closed).toBe(true);
    await clock.advance(1000);
    expect(workers.map(({ ticket }) => ticket)).toEqual(['first', 'fresh-1']);
    await workers[1]!.accept();
    expect(link.status.value).toEqual({ state: 'active' });
  });

  it('takes a missing acknowledgement for a loss', async () => {
    await open();
    await workers[0]!.fallSilent();
    expect(workers[0]!.closed).toBe(true);
    await clock.advance(1000);
    expect(workers).toHaveLength(2);
  });

  it.each(['ticket_invalid', 'ticket_expired', 'ticket_used', 'ticket_foreign', 'unauthorized'] as const)(
    'asks for a fresh ticket when a frame is refused with %s',
    async (code) => {
      await open();
      await workers[0]!.refuse(code);
      await clock.advance(1000);
      expect(workers.map(({ ticket }) => ticket)).toEqual(['first', 'fresh-1']);
    },
  );

  it('waits one, two, then always three seconds between attempts, and not at all after a success', async () => {
    refuseSockets = true;
    await open();
    for (const wait of [1000, 2000, 3000, 3000]) {
      expect(clock.pending).toEqual([wait]);
      await clock.advance(wait);
    }
    refuseSockets = false;
    await clock.advance(3000);
    await workers[0]!.accept();
    await workers[0]!.end('lost');
    expect(clock.pending).toEqual([125]);
  });

  it('asks at once after a loss, but not again and again where every worker is lost at once', async () => {
    await open();
    for (const wait of [125, 1000, 1000, 1000, 1000, 1000, 125, 1000]) {
      await workers.at(-1)!.accept();
      await workers.at(-1)!.end('lost');
      expect(clock.pending).toEqual([wait]);
      await clock.advance(wait);
    }
    expect(workers).toHaveLength(9);
  });

  it('goes on asking while the api cannot be reached', async () => {
    const link = await open();
    nextAnswer = () => Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    await workers[0]!.end('lost');
    await clock.advance(1000);
    await clock.advance(2000);
    expect(link.status.value).toEqual({ state: 'paused', reason: 'lost' });
    nextAnswer = () => Promise.resolve(grant('back'));
    await clock.advance(3000);
    expect(workers.at(-1)!.ticket).toBe('back');
  });

  it.each([
    ['no_worker', 'lost'],
    ['draining', 'lost'],
    ['no_room', 'full'],
  ] as const)('asks again every few seconds after %s', async (unavailable, reason) => {
    nextAnswer = () => Promise.resolve({ unavailable });
    const link = await open({ unavailable });
    expect(link.status.value).toEqual({ state: 'paused', reason });
    await clock.advance(1000);
    expect(renewals).toBe(1);
    nextAnswer = () => Promise.resolve(grant('room'));
    await clock.advance(2000);
    expect(workers.map(({ ticket }) => ticket)).toEqual(['room']);
  });

  it.each(['not_agreed', 'switched_off'] as const)(
    'samples nothing and opens nothing after %s',
    async (unavailable) => {
      const link = await open({ unavailable });
      await clock.advance(60_000);
      expect(link.status.value).toEqual({ state: 'off', reason: unavailable });
      expect([workers.length, captures, renewals]).toEqual([0, 0, 0]);
    },
  );

  it('stops sampling while the tab is hidden or the camera off, and goes on over the same socket', async () => {
    const link = await open();
    await workers[0]!.accept();
    watching.value = false;
    await clock.advance(60_000);
    expect(captures).toBe(1);
    expect(link.status.value).toEqual({ state: 'paused', reason: 'resting' });
    watching.value = true;
    await settle();
    expect(workers).toHaveLength(1);
    expect(workers[0]!.frames).toHaveLength(2);
  });

  it('asks for no ticket while hidden, and for a fresh one when seen again', async () => {
    await open();
    watching.value = false;
    await workers[0]!.end('lost');
    await clock.advance(60_000);
    expect(renewals).toBe(0);
    watching.value = true;
    await settle();
    expect(workers.map(({ ticket }) => ticket)).toEqual(['first', 'fresh-1']);
  });

  it('does not sample before the camera is on, and does not use the ticket that grew old meanwhile', async () => {
    watching.value = false;
    await open();
    expect([workers.length, captures]).toEqual([0, 0]);
    watching.value = true;
    await settle();
    expect(workers.map(({ ticket }) => ticket)).toEqual(['fresh-1']);
  });

  it('stops for good when another window took over', async () => {
    const link = await open();
    await workers[0]!.end('replaced');
    await clock.advance(60_000);
    expect(link.status.value).toEqual({ state: 'paused', reason: 'replaced' });
    expect([workers.length, renewals]).toEqual([1, 0]);
  });

  it('sends smaller frames after one was too large, over the same socket', async () => {
    await open();
    await workers[0]!.refuse('frame_too_large');
    expect(lowered).toBe(1);
    await clock.advance(100);
    expect(workers[0]!.frames).toHaveLength(2);
  });

  it('says paused while inference is being restarted, and keeps the socket', async () => {
    const link = await open();
    await workers[0]!.refuse('inference_unavailable');
    expect(link.status.value).toEqual({ state: 'paused', reason: 'lost' });
    await clock.advance(100);
    await workers[0]!.accept();
    expect(link.status.value).toEqual({ state: 'active' });
    expect(workers).toHaveLength(1);
  });

  it('ends socket and timers at once when closed', async () => {
    const link = await open();
    await workers[0]!.accept(1);
    await link.close();
    expect(clock.pending).toEqual([]);
    expect(workers[0]!.closed).toBe(true);
  });

  it('ends while an acknowledgement is awaited', async () => {
    const link = await open();
    expect(workers[0]!.waiting).toBe(true);
    await link.close();
    expect(workers[0]!.closed).toBe(true);
  });

  it('opens no socket with a ticket that comes after the participant has left', async () => {
    let answer: (given: RecognitionAnswer) => void = () => undefined;
    nextAnswer = () => new Promise((resolve) => (answer = resolve));
    const link = await open({ unavailable: 'no_worker' });
    await clock.advance(1000);
    const closing = link.close();
    answer(grant('late'));
    await closing;
    expect([renewals, workers.length]).toEqual([1, 0]);
  });
});
