import * as fc from 'fast-check';
import { rocArea, type Scored } from './roc-area';

const scored: fc.Arbitrary<Scored[]> = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 6 }).map((score) => score / 6), isSo: fc.boolean() }),
  { maxLength: 30 },
);

/** By its definition: of all pairs. */
function byPairs(all: readonly Scored[]): number | null {
  const pairs = all
    .filter(({ isSo }) => isSo)
    .flatMap((one) => all.filter(({ isSo }) => !isSo).map((other) => [one, other]));
  if (pairs.length === 0) return null;
  const wins = pairs.map(([one, other]) => (Math.sign(one!.score - other!.score) + 1) / 2);
  return wins.reduce((sum, win) => sum + win, 0) / pairs.length;
}

describe('rocArea()', () => {
  it('is 1 for a perfect order, 0 for its reverse, one half for none', () => {
    const so = (score: number): Scored => ({ score, isSo: true });
    const not = (score: number): Scored => ({ score, isSo: false });
    expect(rocArea([so(0.9), so(0.8), not(0.3)])).toBe(1);
    expect(rocArea([not(0.9), so(0.3)])).toBe(0);
    expect(rocArea([so(0.5), not(0.5), not(0.5)])).toBe(0.5);
    expect(rocArea([so(0.9), so(0.2), not(0.3), not(0.1)])).toBe(0.75);
    expect(rocArea([so(1), so(0)])).toBeNull();
  });

  it('is what comparing all pairs gives', () => {
    fc.assert(
      fc.property(scored, (all) => {
        const expected = byPairs(all);
        if (expected === null) expect(rocArea(all)).toBeNull();
        else expect(rocArea(all)).toBeCloseTo(expected, 10);
      }),
    );
  });
});
