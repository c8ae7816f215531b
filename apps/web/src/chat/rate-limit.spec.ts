import fc from 'fast-check';
import { RateLimit } from './rate-limit';

describe('RateLimit', () => {
  it('lets so many through, and the next when the window has passed', () => {
    const limit = new RateLimit(2, 1000);
    expect([0, 400, 999, 1000, 1399, 1400].map((now) => limit.take(now))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it('does not lock anybody out when the clock is set back', () => {
    const limit = new RateLimit(1, 1000);
    expect([limit.take(1_000_000), limit.take(5)]).toEqual([true, true]);
  });

  it('lets through exactly when fewer than the limit went through within the window', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (waits, count) => {
        const limit = new RateLimit(count, 1000);
        const taken: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          const free = taken.filter((moment) => moment > now - 1000).length < count;
          expect(limit.take(now)).toBe(free);
          if (free) taken.push(now);
        }
      }),
    );
  });
});
