import fc from 'fast-check';
import { PACE_NEEDS, ParticipantRhythm, REST_AFTER, RING_STEPS, USUAL_INTERVAL } from './participant-rhythm';

const BEGIN = 1_000_000;

/** Somebody who is seen from {@link BEGIN} on and takes bites at these moments after it, ms. */
function eating(bites: readonly number[], totalBefore = 0): ParticipantRhythm {
  const rhythm = new ParticipantRhythm();
  rhythm.watch(true, BEGIN);
  rhythm.count(totalBefore, 0, BEGIN);
  bites.forEach((after, index) => {
    rhythm.add({ participantId: 'a', kind: 'bite', at: BEGIN + after });
    rhythm.count(totalBefore + index + 1, index + 1, BEGIN + after + 500);
  });
  return rhythm;
}

const every = (interval: number, times: number): number[] =>
  Array.from({ length: times }, (_, index) => (index + 1) * interval);

describe('ParticipantRhythm', () => {
  describe('pace()', () => {
    it('is bites and sips a minute', () => {
      const rhythm = eating(every(20_000, 12));
      rhythm.add({ participantId: 'a', kind: 'sip', at: BEGIN + 30_000 });
      expect(rhythm.pace(BEGIN + 240_000)).toBeCloseTo((12 * 60) / 220);
    });

    it('is not known of who just came, nor of who took next to nothing', () => {
      const justCame = eating(every(10_000, 8));
      expect(justCame.pace(BEGIN + PACE_NEEDS.watched)).toBeUndefined();
      expect(eating([10_000, 60_000]).pace(BEGIN + 200_000)).toBeUndefined();
    });

    it('begins with the first bite: waiting for the food is no slow eating', () => {
      const late = eating(every(20_000, 8).map((after) => after + 200_000));
      const early = eating(every(20_000, 8));
      expect(late.pace(BEGIN + 360_000)).toBeCloseTo(early.pace(BEGIN + 160_000) ?? NaN);
    });

    it('begins anew after a rest, but not after every bite', () => {
      const again = eating([...every(20_000, 8), ...every(20_000, 8).map((after) => after + 600_000)]);
      expect(again.pace(BEGIN + 760_000)).toBeCloseTo(3);
      expect(eating(every(100_000, 12)).pace(BEGIN + 1_250_000)).toBeCloseTo(0.6);
    });

    it('does not count the time in which nobody could see it', () => {
      const rhythm = eating(every(20_000, 6));
      const before = rhythm.pace(BEGIN + 120_000);
      rhythm.watch(false, BEGIN + 120_000);
      expect(rhythm.pace(BEGIN + 220_000)).toBe(before);
      rhythm.add({ participantId: 'a', kind: 'bite', at: BEGIN + 150_000 });
      expect(rhythm.pace(BEGIN + 220_000)).toBe(before);
    });
  });

  describe('usualInterval', () => {
    it('is the middle one of the last intervals, without the breaks', () => {
      expect(eating([0, 20_000, 41_000, 60_000, 300_000]).usualInterval).toBe(20_000);
    });

    it('is a guess until there are enough bites, and never beyond its bounds', () => {
      expect(eating([0, 10_000]).usualInterval).toBe(USUAL_INTERVAL.unknown);
      expect(eating(every(1000, 10)).usualInterval).toBe(USUAL_INTERVAL.shortest);
      expect(eating(every(110_000, 10)).usualInterval).toBe(USUAL_INTERVAL.longest);
    });
  });

  describe('ringStep()', () => {
    it('fills with the time since the last bite, relative to the own usual interval', () => {
      const rhythm = eating(every(20_000, 5));
      const steps = [0, 5000, 10_000, 20_000, 60_000].map((after) => rhythm.ringStep(BEGIN + 100_000 + after));
      expect(steps).toEqual([0, RING_STEPS / 4, RING_STEPS / 2, RING_STEPS, RING_STEPS]);
    });

    it('is not there before the first bite, out of sight, and until the first bite after it', () => {
      const rhythm = eating([]);
      expect(rhythm.ringStep(BEGIN + 5000)).toBeUndefined();
      rhythm.add({ participantId: 'a', kind: 'bite', at: BEGIN + 6000 });
      expect(rhythm.ringStep(BEGIN + 7000)).toBe(0);
      rhythm.watch(false, BEGIN + 8000);
      expect(rhythm.ringStep(BEGIN + 30_000)).toBeUndefined();
      rhythm.watch(true, BEGIN + 60_000);
      expect(rhythm.ringStep(BEGIN + 61_000)).toBeUndefined();
      rhythm.add({ participantId: 'a', kind: 'bite', at: BEGIN + 62_000 });
      expect(rhythm.ringStep(BEGIN + 62_000)).toBe(0);
    });

    it('only ever fills between two bites, within its steps', () => {
      const bites = fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 1, maxLength: 40 });
      fc.assert(
        fc.property(bites, fc.nat(200_000), fc.nat(200_000), (after, one, other) => {
          const rhythm = eating(after);
          const last = BEGIN + Math.max(...after);
          const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
          const first = rhythm.ringStep(last + earlier) ?? NaN;
          const second = rhythm.ringStep(last + later) ?? NaN;
          expect(first).toBeGreaterThanOrEqual(0);
          expect(second).toBeGreaterThanOrEqual(first);
          expect(second).toBeLessThanOrEqual(RING_STEPS);
        }),
      );
    });
  });

  describe('isResting()', () => {
    it('is so for who has eaten and then, in plain sight, not for long', () => {
      const rhythm = eating(every(20_000, 4));
      const lastTold = BEGIN + 80_500;
      expect(rhythm.isResting(lastTold + REST_AFTER.duration - 1)).toBe(false);
      expect(rhythm.isResting(lastTold + REST_AFTER.duration)).toBe(true);
      expect(rhythm.ringStep(lastTold + REST_AFTER.duration)).toBeUndefined();
    });

    it('is not so for who has not begun, nor for who is out of sight', () => {
      const notBegun = eating([]);
      expect(notBegun.isResting(BEGIN + 3_600_000)).toBe(false);
      const outOfSight = eating(every(20_000, 4));
      outOfSight.watch(false, BEGIN + 100_000);
      expect(outOfSight.isResting(BEGIN + 900_000)).toBe(false);
      outOfSight.watch(true, BEGIN + 900_000);
      expect(outOfSight.isResting(BEGIN + 901_000)).toBe(false);
    });

    it('leaves time to who eats slowly', () => {
      const slow = eating(every(110_000, 5));
      expect(slow.isResting(BEGIN + 550_000 + REST_AFTER.duration)).toBe(false);
    });

    it('knows of bites from before this page came, and of those that were not told', () => {
      const rhythm = eating([], 12);
      expect(rhythm.isResting(BEGIN + REST_AFTER.duration)).toBe(true);
      rhythm.count(13, 5, BEGIN + REST_AFTER.duration);
      expect(rhythm.isResting(BEGIN + REST_AFTER.duration + 1000)).toBe(false);
      rhythm.count(12, 4, BEGIN + REST_AFTER.duration);
      rhythm.count(13, 5, BEGIN + 2 * REST_AFTER.duration - 1);
      expect(rhythm.isResting(BEGIN + 2 * REST_AFTER.duration)).toBe(true);
    });
  });

  it('does not depend on the order in which bites and sips are told', () => {
    const intakes = fc.array(
      fc.record({ kind: fc.constantFrom('bite' as const, 'sip' as const), after: fc.nat(600_000) }),
      { maxLength: 40 },
    );
    const orders = intakes.chain((drawn) =>
      fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length })),
    );
    fc.assert(
      fc.property(orders, fc.nat(900_000), ([drawn, shuffled], moment) => {
        const seen = [drawn, shuffled].map((some) => {
          const rhythm = eating([], 5);
          for (const { kind, after } of some) rhythm.add({ participantId: 'a', kind, at: BEGIN + after });
          const now = BEGIN + moment;
          return [rhythm.pace(now), rhythm.usualInterval, rhythm.ringStep(now), rhythm.isResting(now)];
        });
        expect(seen[1]).toEqual(seen[0]);
      }),
    );
  });
});
