import fc from 'fast-check';
import { PART_MIN, PARTS_MAX, rhythmOf } from './rhythm';
import { chartData } from './rhythm-chart';

describe('rhythmOf()', () => {
  it('is empty for a meal of no length', () => {
    expect(rhythmOf([], { from: 5, to: 5 })).toEqual([]);
    expect(chartData([])).toEqual([[], [], []]);
  });

  it('divides a meal into parts of one length and loses nothing', () => {
    const events = fc.array(
      fc.record({
        kind: fc.constantFrom('bite' as const, 'sip' as const),
        at: fc.integer({ min: -10, max: 10_000_000 }),
      }),
    );
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 8_000_000 }), (all, to) => {
        const parts = rhythmOf(all, { from: 0, to });
        expect(parts.reduce((sum, { bites, sips }) => sum + bites + sips, 0)).toBe(all.length);
        expect(parts.length).toBeLessThanOrEqual(PARTS_MAX);
        expect(parts.at(-1)!.to).toBeCloseTo(to, 3);
        for (const [index, { from, to: end, bites, bitesPerMinute }] of parts.entries()) {
          expect(from).toBeCloseTo(parts[index - 1]?.to ?? 0, 3);
          if (to >= PART_MIN) expect(end - from).toBeGreaterThanOrEqual(PART_MIN - 0.001);
          expect((bitesPerMinute * (end - from)) / 60_000).toBeCloseTo(bites, 6);
        }
      }),
    );
  });

  it('is drawn to its end', () => {
    const rhythm = rhythmOf([{ kind: 'bite', at: 45_000 }], { from: 0, to: 60_000 });
    expect(chartData(rhythm)).toEqual([
      [0, 30, 60],
      [0, 2, 2],
      [0, 0, 0],
    ]);
  });
});
