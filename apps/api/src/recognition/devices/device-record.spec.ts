import fc from 'fast-check';
import {
  DEVICE_FORGOTTEN_AFTER,
  DEVICE_PAUSED_AFTER,
  hasFallenSilent,
  hear,
  isForgotten,
  takeRequest,
  type DeviceRecord,
} from './device-record';

describe('what is allowed to a browser that looks itself', () => {
  it('is a burst, then as many as agreed', () => {
    let record: DeviceRecord | undefined;
    const allowed = (now: number): number =>
      Array.from({ length: 20 }, () => {
        const next = takeRequest(record, 5, now);
        record = next ?? record;
        return next;
      }).filter(Boolean).length;
    expect([allowed(0), allowed(1000), allowed(1000)]).toEqual([10, 5, 0]);
  });

  it('is never more than the burst and the pace together, whatever comes when, by clocks that differ', () => {
    const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 50 })));
    fc.assert(
      fc.property(pauses, (waits) => {
        let record: DeviceRecord | undefined;
        let [now, taken] = [0, 0];
        for (const [wait, skew] of waits) {
          now += wait;
          const next = takeRequest(record, 5, now + skew);
          if (next) taken += 1;
          record = next ?? record;
        }
        expect(taken).toBeLessThanOrEqual(10 + ((now + 50) / 1000) * 5);
      }),
    );
  });
});

describe('the silence of a browser that looks itself', () => {
  const asked = takeRequest(undefined, 5, 0)!;

  it('begins some seconds after it was heard last, and is noted once', () => {
    const heard = hear(asked, 'con_1', 0);
    expect([DEVICE_PAUSED_AFTER - 1, DEVICE_PAUSED_AFTER].map((now) => hasFallenSilent(heard, now))).toEqual([
      false,
      true,
    ]);
    expect(hasFallenSilent({ ...heard, silent: true }, DEVICE_PAUSED_AFTER)).toBe(false);
    const again = hear({ ...heard, silent: true }, 'con_1', DEVICE_PAUSED_AFTER);
    expect(hasFallenSilent(again, 2 * DEVICE_PAUSED_AFTER)).toBe(true);
  });

  it('is no silence of who never said anything that counts', () => {
    expect(hasFallenSilent(asked, DEVICE_PAUSED_AFTER)).toBe(false);
  });

  it('ends in being forgotten', () => {
    expect([isForgotten(asked, DEVICE_FORGOTTEN_AFTER - 1), isForgotten(asked, DEVICE_FORGOTTEN_AFTER)]).toEqual([
      false,
      true,
    ]);
    expect(isForgotten(hear(asked, 'con_1', 5), DEVICE_FORGOTTEN_AFTER)).toBe(false);
  });
});
