import fc from 'fast-check';
import { Arrivals, WINDOW } from './arrivals';
import { MediaStatistics } from './media-statistics';

const ROUND = 65_536;

describe('Arrivals', () => {
  it('takes each packet once and counts what is missing, also across the wrap', () => {
    const statistics = new MediaStatistics();
    const arrivals = new Arrivals(statistics);
    expect([65_534, 1, 1, 65_535, 65_534].map((number) => arrivals.receive(number))).toEqual([
      ...[true, true, false, true, false],
    ]);
    expect(statistics).toMatchObject({ packetsLost: 2, packetsRecovered: 1 });
  });

  it('refuses what is too old to tell', () => {
    const arrivals = new Arrivals(new MediaStatistics());
    arrivals.receive(WINDOW + 10);
    expect(arrivals.receive(11)).toBe(true);
    expect(arrivals.receive(10)).toBe(false);
  });

  it('agrees with a set of true indexes, whatever is lost, repeated and reordered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: ROUND - 300, max: ROUND + 10 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 }),
        (first, offsets) => {
          const statistics = new MediaStatistics();
          const arrivals = new Arrivals(statistics);
          const indexes = offsets.map((offset) => first + offset);
          const seen = new Set<number>();
          for (const index of indexes) {
            expect(arrivals.receive(index % ROUND)).toBe(!seen.has(index));
            seen.add(index);
          }
          const older = [...seen].filter((index) => index < indexes[0]!).length;
          const expected = Math.max(...indexes) - indexes[0]! + 1;
          expect(expected - statistics.packetsLost + statistics.packetsRecovered).toBe(seen.size);
          expect(statistics.packetsRecovered).toBeGreaterThanOrEqual(older);
        },
      ),
    );
  });
});
