import * as fc from 'fast-check';
import { absoluteSendTime, ntpTime } from './ntp-time';

const milliseconds = fc.double({ min: 1.7e12, max: 1.9e12, noNaN: true });

describe('ntpTime()', () => {
  it('knows the moment that RFC 868 names', () => {
    expect(ntpTime(0)).toBe(2_208_988_800n << 32n);
    expect(ntpTime(500)).toBe((2_208_988_800n << 32n) | 0x8000_0000n);
  });

  it('runs as fast as the clock', () => {
    fc.assert(
      fc.property(milliseconds, fc.double({ min: 0, max: 10_000, noNaN: true }), (moment, later) => {
        const elapsed = (Number(ntpTime(moment + later) - ntpTime(moment)) / 2 ** 32) * 1_000;
        expect(Math.abs(elapsed - later)).toBeLessThan(0.001);
      }),
    );
  });
});

describe('absoluteSendTime()', () => {
  it('is bits 14 to 37 of the NTP time', () => {
    fc.assert(
      fc.property(milliseconds, (moment) => {
        const expected = Number((ntpTime(moment) >> 14n) & 0xff_ffffn);
        const difference = Math.abs(absoluteSendTime(moment) - expected);
        expect(Math.min(difference, 2 ** 24 - difference)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
