import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { parseCausalNetwork } from '../../../../libs/recognition/src/motion/models/causal-network';
import { NETWORK_INPUT_NAMES } from '../../../../libs/recognition/src/motion/models/network-inputs';
import { NETWORK_OUTPUT_COUNT, parseNetwork } from '../../../../libs/recognition/src/motion/models/trained-network';
import { SERIES } from '../../../../libs/recognition/src/motion/steps/step-window';
import {
  describeOnEachBackend,
  isNativeTensorFlowHere,
} from '../../../../apps/ai-worker/src/vision/testing/backends.spec-support';
import { generateSequence } from '../../generator/generate-sequences';
import { Random } from '../../generator/random';
import { judgementsOf } from '../judgements';
import { NETWORK, type NetworkSettings } from './network-trainer';
import { asStranger } from './stranger';
import { TensorNetwork } from './tensor-network';
import { trainNetworkModel } from './train-network-model';

/** Long enough for a training of a few batches on a busy machine, ms. */
const TRAINING_TIMEOUT = 120_000;

describeOnEachBackend('TensorNetwork', () => {
  it('computes what the worker computes', () => {
    const random = new Random(5);
    const network = new TensorNetwork({ width: 7, dilations: [1, 2, 4] }, random);
    const steps = Array.from({ length: 20 }, () => Float32Array.from(NETWORK_INPUT_NAMES, () => random.normal()));
    const all = Float32Array.from(steps.flatMap((step) => [...step]));
    const scores = tf.tidy(() =>
      network.run(tf.tensor3d(all, [1, steps.length, NETWORK_INPUT_NAMES.length]), 0).dataSync(),
    );
    const worker = parseCausalNetwork(network.toJson(), NETWORK_INPUT_NAMES.length, NETWORK_OUTPUT_COUNT, 'it');
    const run = worker.start();
    steps.forEach((step, index) => {
      run.next(step).forEach((score, output) => {
        expect(score).toBeCloseTo(scores[index * NETWORK_OUTPUT_COUNT + output]!, 3);
      });
    });
    network.dispose();
  });
});

/** WebAssembly has no gradients. */
const describeWhereItTrains = isNativeTensorFlowHere() ? describe : describe.skip;

describeWhereItTrains('trainNetworkModel()', () => {
  const sequences = (seed: number, count: number) =>
    Array.from({ length: count }, (_, index) => generateSequence(seed, 7 * index, index % 2 ? 'chew' : 'talk'));
  const settings: NetworkSettings = { ...NETWORK, width: 12, dilations: [1, 1, 2, 4], batch: 8, rate: 0.01 };
  const train = async (count: number, epochs: number): Promise<unknown> => {
    const split = { trained: sequences(61, count), calibrated: [] };
    const network = await trainNetworkModel(split, new Random(3), () => undefined, { ...settings, epochs });
    return JSON.parse(JSON.stringify(network));
  };

  it(
    'learns to tell chewing from talking',
    async () => {
      const judge = parseNetwork(await train(40, 25));
      let [right, asked] = [0, 0];
      for (const sequence of sequences(62, 16)) {
        for (const { at, judgement } of judgementsOf(judge, sequence)) {
          const span = sequence.mouth.find(({ from, to }) => at >= from + 2000 && at < to);
          if (!judgement.mouth || (span?.label !== 'chew' && span?.label !== 'talk')) continue;
          asked += 1;
          if (judgement.mouth.chew > judgement.mouth.talk === (span.label === 'chew')) right += 1;
        }
      }
      expect(asked).toBeGreaterThan(100);
      expect(right / asked).toBeGreaterThan(0.8);
    },
    TRAINING_TIMEOUT,
  );

  it(
    'learns the same from the same seed, and leaves no tensors behind',
    async () => {
      const before = tf.memory().numTensors;
      const network = await train(4, 2);
      expect(tf.memory().numTensors).toBe(before);
      expect(await train(4, 2)).toEqual(network);
    },
    TRAINING_TIMEOUT,
  );
});

describe('asStranger()', () => {
  const place = (series: (typeof SERIES)[number]): number => SERIES.indexOf(series);

  it('makes up nothing that was not seen, and no lengths below 0', () => {
    const anyValue = fc.oneof(fc.float({ min: 0, max: 4, noNaN: true }), fc.constant(NaN));
    const anySteps = fc.array(fc.array(anyValue, { minLength: SERIES.length, maxLength: SERIES.length }), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(anySteps, fc.integer(), (steps, seed) => {
        const values = Float32Array.from(steps.flat());
        const changed = asStranger(values, new Random(seed));
        changed.forEach((value, index) => {
          const series = index % SERIES.length;
          if (Number.isNaN(values[index]) && series !== place('reach') && series !== place('arm'))
            expect(value).toBeNaN();
          if (series === place('reach') || series === place('tip')) expect(value < 0).toBe(false);
        });
      }),
    );
  });
});
