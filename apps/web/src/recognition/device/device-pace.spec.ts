import { FULL_EFFORT } from '@bapsang/recognition/vision/effort';
import fc from 'fast-check';
import { DevicePace, DUTY } from './device-pace';

/** Lets a device look for a while, and tells which share of the time it computed and how often a second it looked. */
function work(pace: DevicePace, cost: number, looks: number): { share: number; rate: number } {
  let now = 0;
  for (let look = 0; look < looks; look += 1) {
    const timings = { total: cost, body: cost / 3, hands: cost / 3 };
    now += cost + pace.next(now, now + cost, timings, 'fine');
  }
  return { share: (looks * cost) / now, rate: (looks * 1000) / now };
}

describe('DevicePace', () => {
  it('looks eight times a second, at everything, on a device that is fast enough', () => {
    const pace = new DevicePace();
    expect(work(pace, 30, 100).rate).toBeCloseTo(8, 1);
    expect(pace.effort).toEqual(FULL_EFFORT);
  });

  it('never computes more than half of the time, however slow the device is', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 3000, noNaN: true }), fc.integer({ min: 1, max: 60 }), (cost, looks) => {
        expect(work(new DevicePace(), cost, looks).share).toBeLessThanOrEqual(DUTY + 1e-9);
      }),
    );
  });

  it('looks less closely on a device that cannot keep up', () => {
    const pace = new DevicePace();
    work(pace, 120, 100);
    expect(pace.effort.hands).toBeGreaterThan(1);
  });

  it('looks more seldom on a battery that runs out', () => {
    const waits = (['fine', 'low', 'empty'] as const).map((battery) =>
      new DevicePace().next(0, 20, { total: 20 }, battery),
    );
    expect(waits).toEqual([105, 180, 480]);
  });
});
