import { parseBoosted } from '../../../libs/recognition/src/motion/models/boosted-classifier';
import { softmax, type Classifier } from '../../../libs/recognition/src/motion/models/classifier';
import { parseLogistic } from '../../../libs/recognition/src/motion/models/logistic-classifier';
import { Random } from '../generator/random';
import { BOOSTING, trainBoosting } from './boosting-trainer';
import { temperatureFor } from './calibrate';
import { trainLogistic } from './logistic-trainer';
import type { TrainingRows } from './training-rows';

/** Points in a square; what they are is decided by `classOf`. Some of the third feature, which says nothing, is not known. */
function rowsBy(classOf: (x: number, y: number) => number, seed: number, count = 1500): TrainingRows {
  const random = new Random(seed);
  const points = Array.from({ length: count }, () => [random.between(-1, 1), random.between(-1, 1)] as const);
  return {
    ...{ featureCount: 3, classCount: 3, weights: new Float32Array(count).fill(1) },
    features: Float32Array.from(points.flatMap(([x, y]) => [x, y, random.chance(0.5) ? NaN : random.fraction()])),
    targets: Uint8Array.from(points, ([x, y]) => classOf(x, y)),
  };
}

function shareRight(classifier: Classifier, { features, targets, featureCount }: TrainingRows): number {
  const right = Array.from(targets).filter((target, row) => {
    const scores = classifier.scores([...features.subarray(row * featureCount, (row + 1) * featureCount)]);
    return scores.indexOf(Math.max(...scores)) === target;
  });
  return right.length / targets.length;
}

/** As written to a file and read again. */
const logistic = (rows: TrainingRows): Classifier =>
  parseLogistic(JSON.parse(JSON.stringify(trainLogistic(rows, new Random(1)))), 3, 3, 'it');
const boosted = (rows: TrainingRows): Classifier =>
  parseBoosted(JSON.parse(JSON.stringify(trainBoosting(rows, new Random(1), { ...BOOSTING, rounds: 30 }))), 3, 3, 'it');

const stripes = (x: number): number => (x < -0.3 ? 0 : x < 0.3 ? 1 : 2);
const corners = (x: number, y: number): number => (x * y > 0 ? 1 : 0);

describe('trainLogistic()', () => {
  it('learns what one feature tells and holds it on points that it has not seen', () => {
    expect(
      shareRight(
        logistic(rowsBy((x) => (x < 0 ? 0 : 2), 1)),
        rowsBy((x) => (x < 0 ? 0 : 2), 2),
      ),
    ).toBeGreaterThan(0.9);
  });

  it('gives the same weights for the same seed', () => {
    const rows = rowsBy(stripes, 3, 300);
    expect(trainLogistic(rows, new Random(4))).toEqual(trainLogistic(rows, new Random(4)));
  });
});

describe('trainBoosting()', () => {
  it('learns what only two features together tell, also of points that it has not seen', () => {
    expect(shareRight(boosted(rowsBy(corners, 1)), rowsBy(corners, 2))).toBeGreaterThan(0.93);
    expect(shareRight(logistic(rowsBy(corners, 1)), rowsBy(corners, 2))).toBeLessThan(0.7);
  });

  it('learns from what is not known', () => {
    const rows = rowsBy(() => 0, 5);
    const targets = Uint8Array.from({ length: 1500 }, (_, row) => (Number.isNaN(rows.features[3 * row + 2]) ? 1 : 0));
    expect(shareRight(boosted({ ...rows, targets }), { ...rows, targets })).toBeGreaterThan(0.98);
  });

  it('gives the same trees for the same seed', () => {
    const rows = rowsBy(stripes, 3, 300);
    const grow = () => trainBoosting(rows, new Random(4), { ...BOOSTING, rounds: 4 });
    expect(grow()).toEqual(grow());
  });
});

describe('temperatureFor()', () => {
  it('makes a classifier that is always sure and sometimes wrong less sure', () => {
    const rows = rowsBy(() => 0, 6, 1000);
    const targets = Uint8Array.from({ length: 1000 }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const temperature = temperatureFor({ ...rows, targets, scores: Array.from(targets, () => [6, 0, -20]) });
    expect(softmax([6, 0, -20], temperature)[0]).toBeCloseTo(0.75, 1);
  });

  it('stays 1 where nothing was held out', () => {
    expect(temperatureFor({ scores: [], targets: [], weights: [] })).toBe(1);
  });
});
