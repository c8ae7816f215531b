import fc from 'fast-check';
import { RENEWAL_MEMORY, RENEWAL_PAUSES, RenewalSchedule } from './renewal-schedule';

describe('RenewalSchedule', () => {
  it('waits longer each time and then gives up', () => {
    const schedule = new RenewalSchedule();
    const pauses = RENEWAL_PAUSES.map((_, failure) => schedule.next(failure * 1_000));
    expect(pauses).toEqual(RENEWAL_PAUSES);
    expect(pauses).toEqual([...RENEWAL_PAUSES].sort((a, b) => a - b));
    expect(schedule.next(60_000)).toBeUndefined();
    expect(schedule.next(60_001)).toBeUndefined();
  });

  it('begins anew after a long time without a failure', () => {
    const schedule = new RenewalSchedule();
    for (let failure = 0; failure < 10; failure++) schedule.next(failure);
    expect(schedule.next(10 + RENEWAL_MEMORY + 1)).toBe(RENEWAL_PAUSES[0]);
  });

  it('never renews more often than it has pauses while failures follow each other', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: RENEWAL_MEMORY }), { maxLength: 50 });
    fc.assert(
      fc.property(gaps, (waits) => {
        const schedule = new RenewalSchedule();
        let now = 0;
        const pauses = waits.flatMap((wait) => schedule.next((now += wait)) ?? []);
        expect(pauses).toEqual(RENEWAL_PAUSES.slice(0, waits.length));
      }),
    );
  });
});
