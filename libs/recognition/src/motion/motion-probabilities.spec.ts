import { MOTIONS } from '@bapsang/shared';
import fc from 'fast-check';
import { probabilitiesOf, probabilitiesOfGuess } from './motion-probabilities';

const sumOf = (probabilities: Readonly<Record<string, number>>): number =>
  Object.values(probabilities).reduce((sum, value) => sum + value, 0);

describe('probabilitiesOf()', () => {
  it('makes 1 together of whatever weights', () => {
    const weights = fc.record(
      Object.fromEntries(MOTIONS.map((motion) => [motion, fc.double({ min: 0, max: 100, noNaN: true })])),
    );
    fc.assert(fc.property(weights, (given) => expect(sumOf(probabilitiesOf(given))).toBeCloseTo(1, 9)));
  });

  it('knows nothing when nothing weighs', () => {
    expect(probabilitiesOf({})).toMatchObject({ unknown: 1, idle: 0 });
  });
});

describe('probabilitiesOfGuess()', () => {
  it('gives the guess its confidence and the others the rest', () => {
    const probabilities = probabilitiesOfGuess('chew', 0.7);
    expect(probabilities.chew).toBe(0.7);
    expect(probabilities.idle).toBeCloseTo(0.05, 9);
    expect(sumOf(probabilities)).toBeCloseTo(1, 9);
  });
});
