import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from './backend';
import type { InputShape } from '@bapsang/recognition/vision/model-run';
import { prepareModelRun } from './backend-model-run';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { describeOnEachBackend, isNativeTensorFlowHere } from './testing/backends.spec-support';

const SHAPE: InputShape = [1, 4, 4, 2];
const values = Float32Array.from({ length: 32 }, (_, index) => Math.sin(index));

/** A bit of everything that the models do: weights, strides, activations, padding, two outputs. */
function smallModel(filter: tf.Tensor4D, slopes: tf.Tensor1D): (input: tf.Tensor4D) => tf.Tensor[] {
  return (input) => {
    const convolved = tf.fused.conv2d({
      x: input,
      filter,
      strides: [2, 2],
      pad: 'same',
      activation: 'prelu',
      preluActivationWeights: slopes,
    });
    const padded = tf.pad(tf.maxPool(convolved, [2, 2], [1, 1], 'same'), [
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 2],
    ]);
    return [tf.sigmoid(tf.concat([padded, padded], 3)), tf.reshape(tf.mean(convolved, [1, 2], true), [1, -1])];
  };
}

describeOnEachBackend('prepareModelRun', () => {
  let filter: tf.Tensor4D;
  let slopes: tf.Tensor1D;

  beforeAll(() => {
    filter = tf.tensor4d(
      Float32Array.from({ length: 54 }, (_, index) => Math.cos(index)),
      [3, 3, 2, 3],
    );
    slopes = tf.tensor1d([0.25, -0.5, 2]);
  });

  afterAll(() => {
    tf.dispose([filter, slopes]);
    expect(tensorCount()).toBe(0);
  });

  it('computes what the operations compute one by one, for any input, as often as it is asked', () => {
    const model = smallModel(filter, slopes);
    const prepared = prepareModelRun(SHAPE, model);
    for (const input of [values, values.map((value) => -2 * value), values]) {
      const expected = tf.tidy(() => model(tf.tensor4d(input, [...SHAPE])));
      const outputs = prepared.run(input);
      expect(outputs.map((output) => output.length)).toEqual(expected.map(({ size }) => size));
      expected.forEach((tensor, index) => {
        const wanted = tensor.dataSync();
        outputs[index]!.forEach((value, at) => expect(value).toBeCloseTo(wanted[at]!, 5));
      });
      tf.dispose(expected);
    }
    prepared.dispose();
  });

  it('keeps no tensors', () => {
    const before = tensorCount();
    const prepared = prepareModelRun(SHAPE, smallModel(filter, slopes));
    for (let run = 0; run < 5; run++) prepared.run(values);
    expect(tensorCount()).toBe(before);
    prepared.dispose();
    expect(tensorCount()).toBe(before);
  });

  it('leaves the backend as it was when the model fails', () => {
    const failing = (): tf.Tensor[] => {
      throw new Error('no such weights');
    };
    const attempt = () => prepareModelRun(SHAPE, failing).run(values);
    expect(attempt).toThrow('no such weights');
    expect(Object.keys(tf.backend())).not.toContain('executeSingleOutput');
    expect(prepareModelRun(SHAPE, smallModel(filter, slopes)).run(values)).toHaveLength(2);
  });
});

(isNativeTensorFlowHere() ? describe : describe.skip)('prepareModelRun on native TensorFlow', () => {
  it('refuses what cannot be part of a graph', async () => {
    await startBackend('tfjs-node');
    const before = tensorCount();
    const texts = (): tf.Tensor[] => [tf.tensor(['a text'])];
    expect(() => prepareModelRun(SHAPE, texts)).toThrow('A tensor of type string cannot be part of a graph');
    expect(tensorCount()).toBe(before);
  });
});
