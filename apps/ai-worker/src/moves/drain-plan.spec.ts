import fc from 'fast-check';
import { DrainPlan, LAST_REPORTS, UNDER_WAY_PATIENCE, type DrainStep } from './drain-plan';

/** Somebody whose bites are known beforehand, and who moves so long after being told to; never where that is undefined. */
class Sitter {
  toldAt: number | undefined;
  closedAt: number | undefined;

  constructor(
    readonly bites: readonly (readonly [number, number])[],
    readonly needs: number | undefined,
  ) {}

  isUnderWay(now: number): boolean {
    return this.bites.some(([begin, end]) => begin <= now && now < end);
  }

  sitsAt(now: number): boolean {
    if (this.closedAt !== undefined) return false;
    return this.toldAt === undefined || this.needs === undefined || now < this.toldAt + this.needs;
  }
}

interface Run {
  readonly steps: readonly { readonly at: number; readonly step: DrainStep<Sitter>; readonly seated: Sitter[] }[];
  readonly endedAt: number;
}

/** Runs a drain that is asked every `interval`, with reports that are kept at a moment. */
function run(sitters: readonly Sitter[], deadline: number, interval: number, keptAt: number): Run {
  const plan = new DrainPlan<Sitter>(0, deadline);
  const steps: Run['steps'][number][] = [];
  for (let now = 0; ; now += interval) {
    const seated = sitters.filter((sitter) => sitter.sitsAt(now));
    const step = plan.next(now, seated, now < keptAt ? 1 : 0);
    steps.push({ at: now, step, seated });
    if (step.do === 'end') return { steps, endedAt: now };
    if (step.do === 'move') {
      expect(step.seat.toldAt).toBeUndefined();
      step.seat.toldAt = now;
    }
    if (step.do === 'close') for (const seat of step.seats) seat.closedAt = now;
  }
}

const bites = fc.array(
  fc
    .tuple(fc.nat(60_000), fc.integer({ min: 1, max: 15_000 }))
    .map(([begin, length]) => [begin, begin + length] as const),
  { maxLength: 6 },
);
const sitter = fc
  .tuple(bites, fc.option(fc.nat(5000), { nil: undefined }))
  .map(([eaten, needs]) => new Sitter(eaten, needs));
const table = fc.array(sitter, { maxLength: 12 });

describe('DrainPlan', () => {
  it('tells everybody once: who has nothing under way first, and nobody with a bite under way before patience ends', () => {
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1000, max: 90_000 }),
        fc.integer({ min: 5, max: 100 }),
        (sitters, deadline, interval) => {
          const patience = Math.min(UNDER_WAY_PATIENCE, deadline / 3);
          for (const { at, step, seated } of run(sitters, deadline, interval, 0).steps) {
            if (step.do !== 'move' || !step.seat.isUnderWay(at)) continue;
            expect(at).toBeGreaterThanOrEqual(patience);
            const untold = seated.filter(({ toldAt }) => toldAt === undefined || toldAt > at);
            expect(untold.every((other) => other.isUnderWay(at))).toBe(true);
          }
          // With an interval each, everybody has been asked soon after the patience ended, and had time to move.
          const allTold = patience + interval * (sitters.length + 1);
          for (const { toldAt, closedAt } of sitters) {
            expect(toldAt ?? closedAt).toBeDefined();
            if (toldAt !== undefined) expect(toldAt).toBeLessThanOrEqual(allTold);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ends as soon as nobody is left and everything is kept, and at the deadline whatever is left', () => {
    const moments = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        table,
        fc.nat(90_000),
        fc.integer({ min: 5, max: 100 }),
        moments,
        (sitters, deadline, interval, keptAt) => {
          const { steps, endedAt } = run(sitters, deadline, interval, keptAt);
          expect(endedAt).toBeLessThanOrEqual(deadline + 2 * interval);
          const last = steps.at(-1)!;
          if (endedAt < deadline) {
            expect(endedAt).toBeGreaterThanOrEqual(keptAt);
          }
          expect(last.seated).toEqual([]);
          const early = steps.slice(0, -1).filter(({ at, seated }) => at >= keptAt && seated.length === 0);
          expect(early).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('closes the sockets that stayed shortly before the deadline, and none before', () => {
    fc.assert(
      fc.property(table, fc.nat(90_000), fc.integer({ min: 5, max: 100 }), (sitters, deadline, interval) => {
        const closing = run(sitters, deadline, interval, Infinity).steps.filter(({ step }) => step.do === 'close');
        expect(closing.length).toBeLessThanOrEqual(1);
        for (const { at } of closing)
          expect(at).toBeGreaterThanOrEqual(deadline - Math.min(LAST_REPORTS, deadline / 5));
      }),
    );
  });
});
