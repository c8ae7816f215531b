import fc from 'fast-check';
import { tickPrecision, timeTicks } from './time-ticks';

describe('tickPrecision()', () => {
  it('writes seconds only where minutes do not tell moments apart', () => {
    expect(tickPrecision([60_000, 120_000])).toBe('minute');
    expect(tickPrecision([60_000, 90_000])).toBe('second');
  });
});

describe('timeTicks()', () => {
  it('takes full minutes', () => {
    expect(timeTicks({ from: 61_000, to: 301_000 }, 4)).toEqual([120_000, 180_000, 240_000, 300_000]);
  });

  it('stays within the meal and the room there is, at even distances', () => {
    const moments = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 40 }), (from, length, room) => {
        const ticks = timeTicks({ from, to: from + length }, room);
        expect(ticks.length).toBeLessThanOrEqual(room + 1);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(from);
          expect(tick).toBeLessThanOrEqual(from + length);
        }
        expect(new Set(ticks.slice(1).map((tick, index) => tick - ticks[index]!)).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
