import fc from 'fast-check';
import { LOOK_AWAY, WatchedTime } from './watched-time';

function watching(...changes: readonly (readonly [boolean, number])[]): WatchedTime {
  const time = new WatchedTime();
  for (const [watched, now] of changes) time.set(watched, now);
  return time;
}

describe('WatchedTime', () => {
  it('adds up when somebody could be seen', () => {
    const time = watching([true, 1000], [false, 31_000], [true, 61_000]);
    expect(time.after(0, 71_000)).toBe(40_000);
    expect(time.after(21_000, 71_000)).toBe(20_000);
    expect([time.includes(30_000), time.includes(45_000), time.includes(70_000)]).toEqual([true, false, true]);
  });

  it('is not interrupted by a short look away', () => {
    const time = watching([true, 1000], [false, 20_000]);
    expect(time.since(20_000 + LOOK_AWAY)).toBe(1000);
    expect(time.since(20_001 + LOOK_AWAY)).toBeUndefined();
    time.set(true, 25_000);
    expect(time.after(0, 31_000)).toBe(30_000);
  });

  it('begins anew after a long one', () => {
    expect(watching([true, 1000], [false, 20_000], [true, 50_000]).since(60_000)).toBe(50_000);
  });

  it('forgets what is long past, but not what lasts', () => {
    const time = watching([true, 0], [false, 20_000], [true, 50_000]);
    time.forgetBefore(100_000);
    expect(time.after(0, 110_000)).toBe(60_000);
  });

  it('changes nothing by being told the same again', () => {
    const changes = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 40_000 })), { maxLength: 20 });
    fc.assert(
      fc.property(changes, fc.nat(300_000), (steps, from) => {
        let now = 0;
        const once = new WatchedTime();
        const twice = new WatchedTime();
        for (const [watched, wait] of steps) {
          now += wait;
          once.set(watched, now);
          twice.set(watched, now);
          twice.set(watched, now + 1);
        }
        expect(twice.after(from, now + 2)).toBe(once.after(from, now + 2));
        expect(once.after(from, now + 2)).toBeLessThanOrEqual(Math.max(0, now + 2 - from));
      }),
    );
  });
});
