import { ApplicationError, type ErrorCode, type RecognitionAnswer } from '@bapsang/shared';
import { effect, signal } from '@preact/signals';
import fc from 'fast-check';
import { ManualClock, settle } from '../time/manual-clock';
import { RecognitionLink } from './recognition-link';
import { grant, WorkerEnd } from './worker-end.spec-support';

/** What the api does when it is asked for a ticket: one for another worker or the last one, a reason, or no answer. */
type ApiMood = 'other' | 'same' | 'no_worker' | 'draining' | 'no_room' | 'unreachable' | 'slow';

/** A link with an api and workers that do what they are told to. */
class Bench {
  readonly clock = new ManualClock();
  readonly watching = signal(true);
  readonly workers: WorkerEnd[] = [];
  /** What the link said of itself, each once for as long as it lasted. */
  readonly states: string[] = [];
  readonly link: RecognitionLink;
  mood: ApiMood = 'other';
  refusesSockets = false;
  renewals = 0;
  closed = false;
  #late: ((answer: RecognitionAnswer) => void)[] = [];

  private constructor() {
    const source = {
      capture: () => Promise.resolve({ jpeg: new Uint8Array(1), capturedAt: this.clock.now() }),
      lowerQuality: () => undefined,
      learn: () => undefined,
      paceFor: (asked: number) => asked,
      sparing: signal(undefined),
      close: () => undefined,
    };
    const { clock, watching } = this;
    const renew = (): Promise<RecognitionAnswer> => this.#renew();
    this.link = new RecognitionLink(
      {
        ...{ source, clock, watching, renew, random: () => 1 },
        openSocket: (url, ticket, closing) => {
          if (this.refusesSockets) return Promise.reject(new Error('refused'));
          const worker = new WorkerEnd(ticket, url);
          closing.addEventListener('abort', () => worker.close());
          this.workers.push(worker);
          return Promise.resolve(worker);
        },
      },
      grant('first', 'http://worker-0'),
    );
    effect(() => {
      const { value } = this.link.status;
      const state = 'reason' in value ? value.reason : value.state;
      if (state !== this.states.at(-1)) this.states.push(state);
    });
  }

  static async open(): Promise<Bench> {
    const bench = new Bench();
    await settle();
    return bench;
  }

  /** Sockets that are open at both ends. */
  get open(): readonly WorkerEnd[] {
    return this.workers.filter(({ closed, gone }) => !closed && !gone.aborted);
  }

  /** Lets time pass while every worker looks at every frame. */
  async run(duration: number): Promise<void> {
    for (let passed = 0; passed < duration; passed += 100) {
      for (const worker of this.open) if (worker.waiting) await worker.accept();
      await this.clock.advance(100);
    }
  }

  /** The answer that was slow comes. */
  async answerLate(answer: RecognitionAnswer): Promise<void> {
    const [resolve] = this.#late.splice(0, 1);
    resolve?.(answer);
    await settle();
  }

  async close(): Promise<void> {
    this.closed = true;
    const closing = this.link.close();
    for (const resolve of this.#late) resolve({ unavailable: 'no_worker' });
    await closing;
    await settle();
    expect(this.open).toEqual([]);
    expect(this.clock.pending).toEqual([]);
  }

  /** A ticket for another worker than any before. */
  ticket(): RecognitionAnswer {
    return grant(`ticket-${String(this.renewals)}`, `http://worker-${String(this.renewals)}`);
  }

  #renew(): Promise<RecognitionAnswer> {
    this.renewals += 1;
    const { mood } = this;
    if (mood === 'other') return Promise.resolve(this.ticket());
    if (mood === 'same') return Promise.resolve(grant('same', this.workers.at(-1)?.url));
    if (mood === 'unreachable') return Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    if (mood === 'slow') return new Promise((resolve) => this.#late.push(resolve));
    return Promise.resolve({ unavailable: mood });
  }
}

describe('RecognitionLink whose worker wants the participant elsewhere', () => {
  let bench: Bench;
  let first: WorkerEnd;

  beforeEach(async () => {
    bench = await Bench.open();
    first = bench.workers[0]!;
    await first.accept();
  });

  afterEach(() => bench.close());

  it('sends the next frame to the new worker, and leaves the old one once that was looked at', async () => {
    await first.move();
    expect(bench.workers.map(({ url }) => url)).toEqual(['http://worker-0', 'http://worker-1']);
    const second = bench.workers[1]!;
    expect([first.frames.length, second.frames.length]).toEqual([1, 0]);
    await bench.clock.advance(100);
    expect([first.frames.length, second.frames.length]).toEqual([1, 1]);
    expect(first.closed).toBe(false);
    await second.accept();
    expect([first.closed, second.closed]).toEqual([true, false]);
    await bench.run(1000);
    expect([first.frames.length, bench.renewals]).toEqual([1, 1]);
    expect(bench.states).toEqual(['starting', 'active']);
  });

  it('waits for the acknowledgement of the old worker before it sends a frame to the new one', async () => {
    await bench.clock.advance(100);
    await first.move();
    await bench.clock.advance(1000);
    expect([first.waiting, bench.workers[1]!.frames.length]).toEqual([true, 0]);
    await first.accept();
    await bench.clock.advance(0);
    expect(bench.workers[1]!.frames).toHaveLength(1);
  });

  it.each(['no_worker', 'draining', 'no_room', 'unreachable'] as const)(
    'stays and asks again after one, two, then three seconds where there is no ticket: %s',
    async (mood) => {
      bench.mood = mood;
      await first.move();
      await bench.run(12_500);
      expect(bench.renewals).toBe(6);
      expect(first.accepted).toBeGreaterThan(100);
      expect(bench.states).toEqual(['starting', 'active']);
      bench.mood = 'other';
      await bench.run(3500);
      expect(bench.open.map(({ url }) => url)).toEqual(['http://worker-7']);
    },
  );

  it('stays while no socket to the new worker opens', async () => {
    bench.refusesSockets = true;
    await first.move();
    await bench.run(2000);
    expect([first.closed, bench.states]).toEqual([false, ['starting', 'active']]);
    bench.refusesSockets = false;
    await bench.run(3000);
    expect([first.closed, bench.open.length]).toEqual([true, 1]);
  });

  it.each(['ticket_used', 'not_ready', 'inference_unavailable'] as const)(
    'goes on with the old worker where the new one refuses the first frame with %s',
    async (code) => {
      await first.move();
      await bench.clock.advance(100);
      await bench.workers[1]!.refuse(code);
      expect([first.closed, bench.workers[1]!.closed, first.waiting]).toEqual([false, true, true]);
      await bench.run(2000);
      expect([first.closed, bench.open.length]).toEqual([true, 1]);
      expect(bench.states).toEqual(['starting', 'active']);
    },
  );

  it('goes on with the old worker where the new one does not acknowledge or its socket goes', async () => {
    await first.move();
    await bench.clock.advance(100);
    await bench.workers[1]!.fallSilent();
    expect([first.closed, bench.workers[1]!.closed, first.waiting]).toEqual([false, true, true]);
    await bench.run(1200);
    await bench.workers.at(-1)!.end('lost');
    expect(bench.open.length).toBeLessThan(2);
    await bench.run(3000);
    expect(bench.open).toHaveLength(1);
  });

  it('goes on with the ticket that was asked for already where the old worker ends before it comes', async () => {
    bench.mood = 'slow';
    await first.move();
    await first.end('lost');
    expect(bench.states.at(-1)).toBe('lost');
    await bench.answerLate(bench.ticket());
    await bench.run(500);
    expect([bench.renewals, bench.workers.length, bench.states.at(-1)]).toEqual([1, 2, 'active']);
  });

  it('stays, and asks no more, where the ticket is for the same worker again', async () => {
    bench.mood = 'same';
    await first.move();
    await bench.run(20_000);
    expect([bench.renewals, bench.workers.length, bench.states]).toEqual([1, 1, ['starting', 'active']]);
    bench.mood = 'other';
    await first.move();
    await bench.run(500);
    expect([bench.renewals, first.closed, bench.open.length]).toEqual([2, true, 1]);
  });

  it('shows the old worker the end of a bite that began meanwhile, but not for ever', async () => {
    await bench.clock.advance(100);
    await first.move();
    await first.accept(10, 0, true);
    await bench.clock.advance(100);
    await first.accept(10, 0, true);
    await bench.clock.advance(100);
    expect([first.waiting, bench.workers[1]!.frames.length]).toEqual([true, 0]);
    await first.accept(10, 0, false);
    await bench.clock.advance(100);
    const second = bench.workers[1]!;
    expect(second.frames).toHaveLength(1);
    await second.accept();
    await bench.clock.advance(100);
    await second.move();
    for (let turn = 0; turn < 100; turn += 1) {
      if (second.waiting) await second.accept(10, 0, true);
      await bench.clock.advance(100);
    }
    expect(bench.workers[2]!.waiting).toBe(true);
  });

  it('gives the place up while hidden, and asks for a fresh ticket when seen again', async () => {
    await bench.run(200);
    bench.watching.value = false;
    await bench.run(1000);
    await first.move();
    expect([first.closed, bench.renewals, bench.states.at(-1)]).toEqual([true, 0, 'resting']);
    bench.watching.value = true;
    await bench.run(300);
    expect([bench.renewals, bench.states.at(-1)]).toEqual([1, 'active']);
  });

  it('stops for good when another window takes over meanwhile', async () => {
    bench.mood = 'slow';
    await first.move();
    await first.end('replaced');
    await bench.answerLate(bench.ticket());
    await bench.run(10_000);
    expect([bench.renewals, bench.open.length, bench.states.at(-1)]).toEqual([1, 0, 'replaced']);
  });

  it('leaves nothing open when it is closed while it moves', async () => {
    await first.move();
    await bench.clock.advance(100);
    expect(bench.open).toHaveLength(2);
  });

  it('moves on from every worker that is about to end', async () => {
    for (let moves = 0; moves < 5; moves += 1) {
      await bench.workers.at(-1)!.move();
      await bench.run(500);
    }
    expect([bench.workers.length, bench.open.length, bench.renewals]).toEqual([6, 1, 5]);
    expect(bench.states).toEqual(['starting', 'active']);
  });
});

/** Something that happens; `worker` counts from the newest of those that are open. */
type Step =
  | { readonly does: 'move' | 'end' | 'fallSilent'; readonly worker: number }
  | { readonly does: 'accept'; readonly worker: number; readonly underWay: boolean }
  | { readonly does: 'refuse'; readonly worker: number; readonly code: ErrorCode }
  | { readonly does: 'api'; readonly mood: ApiMood }
  | { readonly does: 'sockets'; readonly refuses: boolean }
  | { readonly does: 'watch'; readonly watching: boolean }
  | { readonly does: 'late' }
  | { readonly does: 'advance'; readonly duration: number };

const CODES: readonly ErrorCode[] = [
  'ticket_expired',
  'not_ready',
  'inference_unavailable',
  'frame_stale',
  'frame_too_large',
];
const MOODS: readonly ApiMood[] = ['other', 'same', 'no_worker', 'draining', 'no_room', 'unreachable', 'slow'];
const worker = fc.nat({ max: 1 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('accept' as const), worker, underWay: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: fc.constant('advance' as const), duration: fc.integer({ min: 1, max: 1500 }) }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('move', 'end', 'fallSilent'), worker }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('refuse' as const), worker, code: fc.constantFrom(...CODES) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('api' as const), mood: fc.constantFrom(...MOODS) }) },
  fc.record({ does: fc.constant('sockets' as const), refuses: fc.boolean() }),
  fc.record({ does: fc.constant('watch' as const), watching: fc.boolean() }),
  fc.record({ does: fc.constant('late' as const) }),
);

async function happen(bench: Bench, step: Step): Promise<void> {
  if (step.does === 'advance') await bench.clock.advance(step.duration);
  if (step.does === 'api') bench.mood = step.mood;
  if (step.does === 'sockets') bench.refusesSockets = step.refuses;
  if (step.does === 'watch') bench.watching.value = step.watching;
  if (step.does === 'late') await bench.answerLate(bench.ticket());
  if ('worker' in step) await act(bench.open.at(-1 - step.worker), step);
  await settle();
}

async function act(end: WorkerEnd | undefined, step: Extract<Step, { worker: number }>): Promise<void> {
  if (!end) return;
  if (step.does === 'move') await end.move();
  if (step.does === 'end') await end.end('lost');
  if (!end.waiting) return;
  if (step.does === 'accept') await end.accept(10, 0, step.underWay);
  if (step.does === 'fallSilent') await end.fallSilent();
  if (step.does === 'refuse') await end.refuse(step.code);
}

describe('RecognitionLink, whatever workers and the api do', () => {
  it('has one frame on its way at most, two sockets only to move, and no working place is given up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 60 }), async (steps) => {
        const bench = await Bench.open();
        for (const step of steps) {
          const before = bench.open;
          await happen(bench, step);
          const { open } = bench;
          expect(open.filter(({ waiting }) => waiting).length).toBeLessThan(2);
          expect(open.length).toBeLessThan(3);
          if (open.length === 2) expect(open[0]!.moves.value).toBeGreaterThan(0);
          if (step.does === 'refuse' || step.does === 'fallSilent' || step.does === 'end') continue;
          // Nobody failed: who looked at frames and is wanted still does.
          for (const place of before) {
            if (place.accepted > 0 && place.moves.value === 0) expect(place.closed).toBe(false);
          }
          // Who wants the participant elsewhere, and can look, goes on until somebody else has looked at a frame.
          if (!bench.watching.value) continue;
          const left = before.filter(({ moves, closed, failed }) => moves.value > 0 && closed && !failed);
          if (left.length > 0) expect(open.some(({ accepted }) => accepted > 0)).toBe(true);
        }
        for (const { frames } of bench.workers) {
          expect(frames.map(({ sequence }) => sequence)).toEqual(frames.map((_, index) => index));
        }
        await bench.close();
      }),
      { numRuns: 300 },
    );
  });

  it('is looked at within five seconds of when a worker can be had, and moved within ten', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 60 }), async (steps) => {
        const bench = await Bench.open();
        for (const step of steps) await happen(bench, step);
        [bench.mood, bench.refusesSockets, bench.watching.value] = ['other', false, true];
        for (let late = 0; late < 2; late += 1) await bench.answerLate({ unavailable: 'no_worker' });
        const asked = bench.renewals;
        await bench.run(5000);
        expect(bench.states.at(-1)).toBe('active');
        await bench.run(5000);
        expect(bench.states.at(-1)).toBe('active');
        expect(bench.open).toHaveLength(1);
        expect(bench.renewals - asked).toBeLessThanOrEqual(3);
        await bench.close();
      }),
      { numRuns: 150 },
    );
  });
});
