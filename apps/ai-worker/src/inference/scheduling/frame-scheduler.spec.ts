import { ApplicationError } from '@bapsang/shared';
import fc from 'fast-check';
import { FULL_EFFORT } from '@bapsang/recognition/vision/effort';
import { EFFORT_STEPS } from '@bapsang/recognition/vision/effort-steps';
import { FrameScheduler, FRESH_FOR, WINDOW, type DropReason, type ScheduledResult } from './frame-scheduler';
import { pass, settle, SimulatedProcess, type FrameCost, type HandedFrame } from './simulated-process.spec-support';
import { TurnWatch } from './turn-watch.spec-support';

const WANTED = 8;
const INTERVAL = 1000 / WANTED;
const LIGHT: FrameCost = { face: 10, body: 5, hands: 5 };
const GONE = new ApplicationError('inference_unavailable', 'The worker is about to end.');

/** What became of a frame. */
type Outcome = 'pending' | 'seen' | ApplicationError['code'];

interface SentFrame {
  readonly participantId: string;
  readonly sentAt: number;
  outcome: Outcome;
  result?: ScheduledResult;
  message?: string;
}

const NAMES = ['ann', 'bob', 'cho', 'dan', 'eve'];
const name = fc.constantFrom(...NAMES);
const sendOrPass = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('send' as const), name }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), duration: fc.integer({ min: 1, max: 150 }) }),
  },
);
const anyAction = fc.oneof(
  { weight: 8, arbitrary: sendOrPass },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), duration: fc.integer({ min: 500, max: 2500 }) }),
  },
);
/** What frame after frame costs, ms, over and over. */
const costs = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 10 });

describe('FrameScheduler', () => {
  let process: SimulatedProcess;
  let scheduler: FrameScheduler;
  let sent: SentFrame[];
  let drops: DropReason[];
  let steps: number[];

  beforeEach(() => {
    // Promises stay real: only time is told by the test.
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
    start(LIGHT);
  });

  afterEach(() => {
    end();
    jest.useRealTimers();
  });

  function start(cost: FrameCost): void {
    process = new SimulatedProcess(cost);
    sent = [];
    drops = [];
    steps = [];
    scheduler = new FrameScheduler({
      framesPerSecond: WANTED,
      look: (frame) => process.look(frame),
      dropped: (reason) => void drops.push(reason),
      stepped: ({ step }) => void steps.push(step),
    });
  }

  /** Begins anew with another process. */
  function restart(cost: FrameCost): void {
    end();
    start(cost);
  }

  function end(): void {
    scheduler.close(GONE);
    process.lose();
  }

  /** Sends a frame; its `capturedAt` is its place in {@link sent}. */
  function send(participantId: string): SentFrame {
    const frame: SentFrame = { participantId, sentAt: performance.now(), outcome: 'pending' };
    const capturedAt = sent.push(frame) - 1;
    scheduler.look({ participantId, capturedAt, jpeg: new Uint8Array() }).then(
      (result) => Object.assign(frame, { outcome: 'seen', result }),
      (error: unknown) => {
        const { code, message } = error as ApplicationError;
        Object.assign(frame, { outcome: code, message });
      },
    );
    return frame;
  }

  /** Has participants send at the pace that is wanted at most, all spread over an interval. */
  async function sendAll(participants: number, duration: number): Promise<void> {
    const names = Array.from({ length: participants }, (_, index) => `p${index}`);
    for (const end = performance.now() + duration; performance.now() < end;) {
      for (const name of names) {
        send(name);
        await pass(INTERVAL / participants);
      }
    }
  }

  const outcomes = (): Outcome[] => sent.map(({ outcome }) => outcome);
  const handedTo = (participantId: string): HandedFrame[] =>
    process.handed.filter((frame) => frame.participantId === participantId);

  describe('one frame', () => {
    it('is looked at at once where there is nothing else to do, with all the work', async () => {
      const frame = send('ann');
      expect(process.handed).toMatchObject([{ participantId: 'ann', capturedAt: 0, effort: FULL_EFFORT }]);
      await pass(20);
      expect(frame.result).toMatchObject({ model: 'rules@2', timings: { total: 20 }, waited: 0 });
    });

    it('tells how long it waited for its turn', async () => {
      send('ann');
      send('bob');
      const last = send('cho');
      await pass(100);
      expect(last.result?.waited).toBe(20);
    });

    it('waits until it is due where it comes too early, and is looked at then by itself', async () => {
      for (let frame = 0; frame < 3; frame += 1) {
        send('ann');
        await pass(20);
      }
      expect(outcomes()).toEqual(['seen', 'seen', 'pending']);
      await pass(INTERVAL - 60);
      expect(process.handed).toHaveLength(3);
      await pass(20);
      expect(outcomes()).toEqual(['seen', 'seen', 'seen']);
    });

    it('that the process refuses fails with what the process says, and the next one has its turn', async () => {
      process.beforeFrame = () => {
        process.beforeFrame = () => undefined;
        throw new ApplicationError('frame_invalid', 'No JPEG.');
      };
      const broken = send('ann');
      await settle();
      expect(broken).toMatchObject({ outcome: 'frame_invalid', message: 'No JPEG.' });
      const next = send('ann');
      await pass(INTERVAL);
      expect(next.outcome).toBe('seen');
      expect(drops).toEqual([]);
    });
  });

  describe('a frame that is dropped', () => {
    it('says so where a newer one of the same participant took its place', async () => {
      for (let frame = 0; frame < 4; frame += 1) send('ann');
      await pass(2 * INTERVAL);
      expect(outcomes()).toEqual(['seen', 'frame_in_flight', 'frame_in_flight', 'seen']);
      expect(drops).toEqual(['superseded', 'superseded']);
    });

    it('says so where it waited too long, while the process hangs', async () => {
      process.cost = { face: 10 * FRESH_FOR, body: 0, hands: 0 };
      for (const name of ['ann', 'bob', 'cho']) send(name);
      await pass(FRESH_FOR);
      expect(outcomes()).toEqual(['pending', 'pending', 'pending']);
      await pass(WINDOW);
      expect(outcomes()).toEqual(['pending', 'pending', 'frame_stale']);
      expect(drops).toEqual(['stale']);
      expect(handedTo('cho')).toEqual([]);
    });

    it('says why where its participant was moved or has left', async () => {
      process.cost = { face: 50, body: 0, hands: 0 };
      send('ann');
      const waiting = send('ann');
      scheduler.forget('ann');
      await settle();
      expect(waiting).toMatchObject({ outcome: 'frame_stale', message: expect.stringContaining('moved') });
      expect(drops).toEqual(['moved']);
    });
  });

  describe('a participant', () => {
    it('who was forgotten and comes back waits for the frame that is still being looked at', async () => {
      process.cost = { face: 50, body: 0, hands: 0 };
      send('ann');
      scheduler.forget('ann');
      const back = send('ann');
      expect(process.underWay).toEqual(['ann']);
      await pass(60);
      expect(process.underWay).toEqual(['ann']);
      await pass(60);
      expect(back.outcome).toBe('seen');
    });

    it('has a frame under way and one that waits at most, and the process two, whatever happens', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyAction, { maxLength: 60 }), costs, async (actions, frameCosts) => {
          restart(LIGHT);
          const newest = new Map<string, number>();
          const faults: string[] = [];
          process.beforeFrame = ({ participantId, capturedAt }) => {
            if (process.underWay.includes(participantId)) faults.push(`${participantId} has two frames under way`);
            if (process.underWay.length >= 2) faults.push('the process has three frames');
            if (capturedAt !== newest.get(participantId))
              faults.push(`an older frame of ${participantId} is looked at`);
            process.cost = { face: frameCosts[capturedAt % frameCosts.length] ?? 1, body: 0, hands: 0 };
          };
          for (const action of actions) {
            if (action.kind === 'send') {
              newest.set(action.name, sent.length);
              send(action.name);
            }
            if (action.kind === 'pass') await pass(action.duration);
            if (action.kind === 'forget') scheduler.forget(action.name);
            if (action.kind === 'lose') {
              process.lose();
              scheduler.fail(GONE);
            }
            expect(scheduler.state.waiting).toBeLessThanOrEqual(NAMES.length);
          }
          end();
          await settle();
          expect(faults).toEqual([]);
          expect(outcomes()).not.toContain('pending');
          expect(drops.filter((reason) => reason === 'superseded')).toHaveLength(countOf('frame_in_flight'));
          expect(drops.filter((reason) => reason !== 'superseded')).toHaveLength(countOf('frame_stale'));
          expect(jest.getTimerCount()).toBe(0);
        }),
        { numRuns: 150 },
      );
    });

    it('never waits while another one has two turns', async () => {
      let contested = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(sendOrPass, { minLength: 20, maxLength: 80 }), costs, async (actions, frameCosts) => {
          restart(LIGHT);
          const watch = new TurnWatch();
          const passedOver: string[] = [];
          process.beforeFrame = ({ participantId, capturedAt }) => {
            const turn = watch.hasTurn(participantId, 1000 / scheduler.framesPerSecond, process.underWay);
            if (turn.others.length > 0) contested += 1;
            passedOver.push(...turn.passedOver);
            process.cost = { face: frameCosts[capturedAt % frameCosts.length] ?? 1, body: 0, hands: 0 };
          };
          for (const action of actions) {
            if (action.kind === 'send') {
              watch.waits(action.name);
              send(action.name);
            } else await pass(action.duration);
          }
          expect(passedOver).toEqual([]);
          for (const { result } of sent) expect(result?.waited ?? 0).toBeLessThanOrEqual(FRESH_FOR);
          end();
        }),
        { numRuns: 150 },
      );
      expect(contested).toBeGreaterThan(100);
    });
  });

  describe('under load', () => {
    const HEAVY: FrameCost = { face: 6, body: 12, hands: 12 };

    it('lowers the work step by step, at last the pace, and does all of it again when the load has fallen', async () => {
      restart(HEAVY);
      await sendAll(12, 8 * WINDOW);
      expect(steps).toEqual([1, 2, 3, 4, 5]);
      expect(process.handed.at(-1)?.effort).toEqual(EFFORT_STEPS.at(-1)?.effort);
      expect(scheduler.framesPerSecond).toBeLessThan(WANTED);
      await sendAll(1, 30 * WINDOW);
      expect(steps).toEqual([1, 2, 3, 4, 5, 4, 3, 2, 1, 0]);
      expect(process.handed.at(-1)?.effort).toEqual(FULL_EFFORT);
      expect(scheduler.framesPerSecond).toBe(WANTED);
    });

    it('shares a process that is too slow equally', async () => {
      restart({ face: 40, body: 0, hands: 0 });
      await sendAll(10, 10 * WINDOW);
      const turns = Array.from({ length: 10 }, (_, index) => handedTo(`p${index}`).length);
      expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
    });

    it('keeps all the work where there is room for it', async () => {
      await sendAll(3, 5 * WINDOW);
      expect(steps).toEqual([]);
      expect(scheduler.state).toMatchObject({ step: 0, effort: FULL_EFFORT, framesPerSecond: WANTED });
      expect(scheduler.state.busy).toBeCloseTo((3 * WANTED * 20) / 1000, 1);
    });

    it('lowers the work where the process hangs', async () => {
      process.cost = { face: 60_000, body: 0, hands: 0 };
      await sendAll(2, 3 * WINDOW);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps).toEqual([...steps].sort((one, other) => one - other));
    });

    it('does all the work again, whatever the load was, once nobody sends', async () => {
      const demand = fc.record({ face: fc.nat(40), body: fc.nat(40), hands: fc.nat(40) });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 12 }), demand, async (participants, cost) => {
          restart(cost);
          await sendAll(participants, 6 * WINDOW);
          const lowered = scheduler.state.step;
          await pass(30 * WINDOW);
          expect(scheduler.state).toMatchObject({ step: 0, effort: FULL_EFFORT, framesPerSecond: WANTED, waiting: 0 });
          expect(steps.at(-1) ?? 0).toBe(0);
          expect(Math.max(0, ...steps)).toBeGreaterThanOrEqual(lowered);
          end();
        }),
        { numRuns: 25 },
      );
    });
  });

  describe('that lost its process', () => {
    it('fails what waits with the reason given, drops nothing, and goes on with the next process', async () => {
      for (const name of ['ann', 'bob', 'cho']) send(name);
      process.lose();
      scheduler.fail(GONE);
      await settle();
      expect(outcomes()).toEqual(Array(3).fill('inference_unavailable'));
      expect(drops).toEqual([]);
      const next = send('cho');
      await pass(20);
      expect(next.outcome).toBe('seen');
    });
  });

  describe('that is closed', () => {
    it('fails what waits with the reason given and leaves no timer', async () => {
      for (const name of ['ann', 'ann', 'bob', 'cho']) send(name);
      scheduler.close(GONE);
      await settle();
      expect(outcomes()).toEqual(['pending', 'inference_unavailable', 'pending', 'inference_unavailable']);
      process.lose();
      await settle();
      expect(outcomes()).not.toContain('pending');
      expect(jest.getTimerCount()).toBe(0);
    });

    it('fails a frame that is not due yet, refuses every later one, and opens nothing again', async () => {
      for (let frame = 0; frame < 3; frame += 1) {
        send('ann');
        await pass(20);
      }
      scheduler.close(GONE);
      const late = send('ann');
      await settle();
      expect(outcomes()).toEqual(['seen', 'seen', GONE.code, GONE.code]);
      expect(late).toMatchObject({ outcome: GONE.code, message: GONE.message });
      expect(process.handed).toHaveLength(2);
      expect(jest.getTimerCount()).toBe(0);
    });
  });

  const countOf = (outcome: Outcome): number => outcomes().filter((one) => one === outcome).length;
});
