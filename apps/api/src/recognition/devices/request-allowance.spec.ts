import fc from 'fast-check';
import { RequestAllowance } from './request-allowance';

describe('RequestAllowance', () => {
  it('allows a burst, then as many as agreed, each key on its own', () => {
    const allowance = new RequestAllowance(5);
    const allowed = (now: number, key = 'a'): number =>
      Array.from({ length: 20 }, () => allowance.take(key, now)).filter(Boolean).length;
    expect([allowed(0), allowed(1000), allowed(1000), allowed(1000, 'b')]).toEqual([10, 5, 0, 10]);
  });

  it('never allows more than the burst and the pace together, whatever comes when', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 });
    fc.assert(
      fc.property(pauses, (waits) => {
        const allowance = new RequestAllowance(5);
        let now = 0;
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          if (allowance.take('a', now)) taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(10 + (now / 1000) * 5);
      }),
    );
  });

  it('forgets who has been quiet', () => {
    const allowance = new RequestAllowance(5);
    allowance.take('a', 0);
    allowance.sweep(100);
    expect(allowance.size).toBe(1);
    allowance.sweep(200);
    expect(allowance.size).toBe(0);
  });
});
