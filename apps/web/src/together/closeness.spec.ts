import fc from 'fast-check';
import { closenessOf, paceSpread, SPREADS } from './closeness';

const paces = fc.array(fc.double({ min: 0.1, max: 20, noNaN: true }), { minLength: 2, maxLength: 12 });

describe('paceSpread()', () => {
  it('is nothing for fewer than two, and 0 for equal paces', () => {
    expect(paceSpread([])).toBeUndefined();
    expect(paceSpread([3])).toBeUndefined();
    expect(paceSpread([3, 3, 3])).toBe(0);
  });

  it('is half the logarithm of how many times two paces differ', () => {
    expect(paceSpread([2, 6])).toBeCloseTo(Math.log(3) / 2);
  });

  it('depends neither on the order of people nor on the unit', () => {
    fc.assert(
      fc.property(paces, fc.double({ min: 0.01, max: 100, noNaN: true }), (some, unit) => {
        const spread = paceSpread(some) ?? NaN;
        expect(paceSpread([...some].reverse())).toBeCloseTo(spread);
        expect(paceSpread(some.map((pace) => pace * unit))).toBeCloseTo(spread);
      }),
    );
  });
});

describe('closenessOf()', () => {
  it('says how close, with a little patience before it says otherwise', () => {
    const { close, near } = SPREADS;
    expect([close, near, near + 0.01].map((spread) => closenessOf(spread, undefined))).toEqual([
      'close',
      'near',
      'own',
    ]);
    expect(closenessOf(close + 0.04, 'close')).toBe('close');
    expect(closenessOf(close - 0.04, 'near')).toBe('near');
    expect(closenessOf(near + 0.04, 'near')).toBe('near');
    expect(closenessOf(near - 0.04, 'own')).toBe('own');
  });

  it('stays with what it said for as long as the spread does not change', () => {
    const befores = fc.constantFrom('close' as const, 'near' as const, 'own' as const, undefined);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), befores, (spread, before) => {
        const said = closenessOf(spread, before);
        expect(closenessOf(spread, said)).toBe(said);
      }),
    );
  });
});
