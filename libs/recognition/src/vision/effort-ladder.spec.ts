import fc from 'fast-check';
import { EffortLadder, LADDER_LIMITS, type ProcessLoad } from './effort-ladder';
import { EFFORT_STEPS, effortStep } from './effort-steps';

const IDLE: ProcessLoad = { busy: 0.1, wait: 5, frameCost: 20, body: 10, hands: 5, heldBack: 1 };
const OVERLOADED: ProcessLoad = { ...IDLE, busy: 1, wait: 400, heldBack: 8 };

const WANTED = 8;

/** Who sends frames, and what one costs with all the work, ms. */
interface Demand {
  readonly participants: number;
  readonly face: number;
  readonly body: number;
  readonly hands: number;
}

/** The load of a process at a step, from how queues behave; `mistake` is how much of the truth the steps' timings leave out. */
function loadAt(step: number, { participants, face, body, hands }: Demand, mistake = 1): ProcessLoad {
  const { effort, slowed } = effortStep(step);
  const parts = { body: body / effort.body, hands: hands / effort.hands };
  const frameCost = face + parts.body + parts.hands;
  const perSecond = 1000 / (frameCost * Math.max(1, participants));
  const pace = slowed ? Math.max(1, Math.min(WANTED, 0.8 * perSecond)) : WANTED;
  const share = pace / perSecond;
  const busy = participants === 0 ? 0 : Math.min(1, share);
  // Each participant has one frame under way at most; below saturation M/D/1.
  const wait = Math.min(participants * frameCost, share >= 1 ? Infinity : (busy * frameCost) / (2 * (1 - busy)));
  return { busy, wait, frameCost, body: parts.body * mistake, hands: parts.hands * mistake, heldBack: WANTED / pace };
}

/** The steps of so many windows of one demand. */
function follow(ladder: EffortLadder, demand: Demand, windows: number, mistake = 1): number[] {
  return Array.from({ length: windows }, () => ladder.update(loadAt(ladder.step, demand, mistake)));
}

const changes = (steps: readonly number[]): number =>
  steps.filter((step, index) => index > 0 && step !== steps[index - 1]).length;

const demands = fc.record({
  participants: fc.integer({ min: 0, max: 60 }),
  face: fc.double({ min: 2, max: 30, noNaN: true }),
  body: fc.double({ min: 0, max: 30, noNaN: true }),
  hands: fc.double({ min: 0, max: 40, noNaN: true }),
});

describe('EFFORT_STEPS', () => {
  it('lower hands, then the body, then the frames', () => {
    expect(EFFORT_STEPS.map(({ effort, slowed }) => [effort.hands, effort.body, slowed])).toEqual([
      [1, 1, false],
      [2, 1, false],
      [4, 1, false],
      [4, 2, false],
      [4, 4, false],
      [4, 4, true],
    ]);
  });
});

describe('EffortLadder', () => {
  it('does all the work while there is room', () => {
    expect(follow(new EffortLadder(), { participants: 3, face: 8, body: 16, hands: 5 }, 50)).toEqual(Array(50).fill(0));
  });

  it('lowers the work one step at a time, and has a last step', () => {
    const ladder = new EffortLadder();
    const steps = Array.from({ length: 8 }, () => ladder.update(OVERLOADED));
    expect(steps).toEqual([1, 2, 3, 4, 5, 5, 5, 5]);
  });

  it('lowers the work for frames that wait, even where the process does not look busy', () => {
    expect(new EffortLadder().update({ ...IDLE, wait: LADDER_LIMITS.wait + 1 })).toBe(1);
  });

  it('takes more work on only after it looked calm for some windows in a row', () => {
    const ladder = new EffortLadder();
    ladder.update(OVERLOADED);
    const busy = { ...IDLE, busy: 0.75 };
    const steps = [IDLE, IDLE, busy, IDLE, IDLE, IDLE].map((load) => ladder.update(load));
    expect(steps).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('stays where the step before would cost too much, as body and hands tell', () => {
    const ladder = new EffortLadder();
    ladder.update(OVERLOADED);
    const load = { ...IDLE, busy: 0.5, frameCost: 20, hands: 10 };
    expect(Array.from({ length: 50 }, () => ladder.update(load))).toEqual(Array(50).fill(1));
    expect(Array.from({ length: 3 }, () => ladder.update({ ...load, hands: 1 }))).toEqual([1, 1, 0]);
  });

  it('settles under a constant load, whatever it is, and never goes to and fro', () => {
    fc.assert(
      fc.property(demands, fc.integer({ min: 0, max: 8 }), (demand, overloads) => {
        const ladder = new EffortLadder();
        for (let window = 0; window < overloads; window += 1) ladder.update(OVERLOADED);
        const steps = follow(ladder, demand, 400);
        expect(changes(steps.slice(200))).toBe(0);
        // At most down once and up once: it never takes work on that it has to give up again.
        const turns = steps
          .map((step, index) => step - (steps[index - 1] ?? overloads))
          .filter((change) => change !== 0);
        expect(new Set(turns.slice(1).map(Math.sign)).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('ends lower, or as low, the more participants there are', () => {
    fc.assert(
      fc.property(demands, fc.integer({ min: 1, max: 30 }), (demand, more) => {
        const few = follow(new EffortLadder(), demand, 50).at(-1)!;
        const many = follow(new EffortLadder(), { ...demand, participants: demand.participants + more }, 50).at(-1)!;
        expect(many).toBeGreaterThanOrEqual(few);
      }),
      { numRuns: 500 },
    );
  });

  it('does all the work again once the load has gone', () => {
    fc.assert(
      fc.property(demands, (demand) => {
        const ladder = new EffortLadder();
        follow(ladder, demand, 100);
        const steps = follow(ladder, { ...demand, participants: 0 }, 50);
        expect(steps.at(-1)).toBe(0);
        expect(steps).toEqual([...steps].sort((one, other) => other - one));
      }),
    );
  });

  it('tries ever more rarely where the timings do not tell what the work really costs', () => {
    fc.assert(
      fc.property(demands, fc.double({ min: 0, max: 1, noNaN: true }), (demand, mistake) => {
        const steps = follow(new EffortLadder(), demand, 3000, mistake);
        expect(changes(steps.slice(2000))).toBeLessThanOrEqual(8);
      }),
      { numRuns: 200 },
    );
  });
});
