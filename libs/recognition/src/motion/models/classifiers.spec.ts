import fc from 'fast-check';
import { parseBoosted } from './boosted-classifier';
import { softmax } from './classifier';
import { parseLogistic } from './logistic-classifier';

describe('softmax()', () => {
  it('makes 1 together of any scores at any temperature', () => {
    const scores = fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0.2, max: 10, noNaN: true }), (given, temperature) => {
        const probabilities = softmax(given, temperature);
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('is less sure at a higher temperature', () => {
    expect(softmax([2, 0], 3)[0]).toBeLessThan(softmax([2, 0], 1)[0]!);
  });
});

describe('a logistic classifier', () => {
  const weights = {
    means: [1, 0],
    deviations: [2, 1],
    biases: [0, 0.5],
    weights: [
      [1, 0],
      [0, -1],
    ],
  };

  it('weighs standardised features, and takes what is not known for the mean', () => {
    const classifier = parseLogistic(weights, 2, 2, 'it');
    expect(classifier.scores([5, 1])).toEqual([2, -0.5]);
    expect(classifier.scores([NaN, NaN])).toEqual([0, 0.5]);
  });

  it('is not carried away by outliers', () => {
    const classifier = parseLogistic(weights, 2, 2, 'it');
    expect(classifier.scores([1e9, Infinity])).toEqual([4, 0.5]);
  });

  it.each([
    [{ means: [1] }, 'it.means must have 2 items, not 1.'],
    [{ deviations: [1, 0] }, 'it.deviations must be above 0.'],
    [{ weights: [[1, 0]] }, 'it.weights must have 2 items, not 1.'],
    [{ biases: [0, null] }, 'it.biases[1] must be a finite number.'],
  ])('refuses %p', (fault, message) => {
    expect(() => parseLogistic({ ...weights, ...fault }, 2, 2, 'it')).toThrow(message);
  });
});

describe('a boosted classifier', () => {
  const tree = { features: [0, 1, -1], limits: [0.5, 2, 0], unknownLeft: [1, 0, 1], leaves: [1, 2, 4, 8] };
  const weights = { biases: [0.5, 0], trees: [[tree, tree], []] };
  const classifier = parseBoosted(weights, 2, 2, 'it');

  it.each([
    [[0, 1], 2.5],
    [[0, 3], 4.5],
    [[1, 3], 8.5],
    [[NaN, NaN], 4.5],
  ])('adds up what the leaves of %p say', (features, score) => {
    expect(classifier.scores(features)).toEqual([score, 0]);
  });

  it.each([
    [{ trees: [[]] }, 'it.trees must have 2 items, not 1.'],
    [{ trees: [[{ ...tree, leaves: [1, 2, 3] }], []] }, 'it.trees[0][0].leaves has 3 leaves.'],
    [{ trees: [[{ ...tree, features: [0, 2, -1] }], []] }, 'names feature 2, but there are 2.'],
    [{ trees: [[{ ...tree, limits: [1] }], []] }, 'it.trees[0][0].limits must have 3 items, not 1.'],
    [{ trees: 'many' }, 'it.trees must be a list.'],
  ])('refuses %p', (fault, message) => {
    expect(() => parseBoosted({ ...weights, ...fault }, 2, 2, 'it')).toThrow(message);
  });
});
