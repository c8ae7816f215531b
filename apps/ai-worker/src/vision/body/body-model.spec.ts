import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wholeFrame } from '@bapsang/recognition/vision/image/region';
import { cropRegion } from '@bapsang/recognition/vision/image/region-crop';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { prepareModelRun } from '../backend-model-run';
import { describeOnEachBackend } from '../testing/backends.spec-support';
import { extractedModels } from '@bapsang/recognition/testing/extracted-models.spec-support';
import {
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
  TILTED_HEAD,
} from '@bapsang/recognition/testing/pictures.spec-support';
import { BodyModel } from '@bapsang/recognition/vision/body/body-model';
import { BODY, bodyPoint, isSomebody } from '@bapsang/recognition/vision/body/body-points';
import { graphModelArtifacts } from '@bapsang/recognition/vision/body/graph-model-artifacts';

const SQUARE = { width: 192, height: 192 };

describeOnEachBackend('BodyModel', () => {
  let whole: GraphModel;
  let square: BodyModel;
  let body: BodyModel;

  beforeAll(async () => {
    const read = (name: string): Buffer => readFileSync(join(extractedModels(), name));
    const artifacts = () => graphModelArtifacts(read('movenet-lightning.json'), read('movenet-lightning.bin'));
    whole = await loadGraphModel({ load: () => Promise.resolve(artifacts()) });
    square = await BodyModel.load(artifacts(), prepareModelRun, SQUARE);
    body = await BodyModel.load(artifacts(), prepareModelRun);
  });

  afterAll(() => {
    whole.dispose();
    square.dispose();
    body.dispose();
    expect(tensorCount()).toBe(0);
  });

  it.each([
    ['hand in hair', HAND_IN_HAIR],
    ['tilted head', TILTED_HEAD],
  ])('finds the same points as the uncut model does for a square input: %s', async (_, picture) => {
    const frame = await frameOf(picture, 192, 192);
    const input = Int32Array.from(cropRegion(frame, wholeFrame(frame, SQUARE), SQUARE, { scale: 1, offset: 0 }));
    const expected = tf.tidy(() => {
      const output = whole.execute(tf.tensor4d(input, [1, 192, 192, 3], 'int32')) as tf.Tensor;
      return output.dataSync();
    });
    const { points, scores } = square.find(frame);
    scores.forEach((score, point) => {
      // The uncut model answers [y, x, score] as shares of the input; its pixels begin half a pixel earlier than ours.
      expect(Math.abs(points[2 * point + 1]! - (expected[3 * point]! * 192 - 0.5))).toBeLessThan(0.2);
      expect(Math.abs(points[2 * point]! - (expected[3 * point + 1]! * 192 - 0.5))).toBeLessThan(0.2);
      expect(Math.abs(score - expected[3 * point + 2]!)).toBeLessThan(0.01);
    });
  });

  it('finds the same body with the smaller input that is not square', async () => {
    const frame = await frameOf(HAND_IN_HAIR);
    const small = body.find(frame);
    const large = square.find(frame);
    for (const index of [BODY.nose, BODY.leftEye, BODY.rightEye, BODY.leftShoulder, BODY.rightShoulder]) {
      const one = bodyPoint(small, index);
      const other = bodyPoint(large, index);
      expect(one.score).toBeGreaterThan(0.3);
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeLessThan(16);
    }
  });

  it("has the person's own right on the left of the picture, and the raised wrist beside the head", async () => {
    const found = body.find(await frameOf(HAND_IN_HAIR));
    expect(bodyPoint(found, BODY.rightShoulder).x).toBeLessThan(bodyPoint(found, BODY.leftShoulder).x);
    expect(bodyPoint(found, BODY.rightEye).x).toBeLessThan(bodyPoint(found, BODY.leftEye).x);
    const wrist = bodyPoint(found, BODY.rightWrist);
    expect(wrist.score).toBeGreaterThan(0.2);
    expect(Math.abs(wrist.x - 91)).toBeLessThan(20);
    expect(Math.abs(wrist.y - 117)).toBeLessThan(20);
  });

  it('follows the picture: moved by 20 pixels, what it is sure of moves by 20, give or take 6', async () => {
    const frame = await frameOf(HAND_IN_HAIR);
    const still = body.find(frame);
    const moved = body.find(paste(frame, plainFrame(60), -20, 0));
    for (const index of [BODY.nose, BODY.leftEye, BODY.rightEye, BODY.leftShoulder]) {
      expect(Math.abs(bodyPoint(moved, index).x - bodyPoint(still, index).x + 20)).toBeLessThan(6);
    }
  });

  it.each([0, 60, 128, 255])('sees nobody in a plain frame of grey %d', (grey) => {
    expect(isSomebody(body.find(plainFrame(grey)))).toBe(false);
  });

  it('sees nobody in a frame of noise', () => {
    let seed = 1;
    const frame = plainFrame(0);
    const data = frame.data.map(() => (seed = (seed * 16_807) % 2_147_483_647) & 255);
    expect(isSomebody(body.find({ ...frame, data }))).toBe(false);
  });

  it('keeps no tensors', async () => {
    const frame = await frameOf(HAND_IN_HAIR);
    const before = tensorCount();
    for (let run = 0; run < 5; run++) body.find(frame);
    expect(tensorCount()).toBe(before);
  });
});
