import type { InferenceBackend } from '@bapsang/shared';
import { startBackend } from './backend';
import { regionOfDetection } from '@bapsang/recognition/vision/face/face-geometry';
import { wholeFrame } from '@bapsang/recognition/vision/image/region';
import type { LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import { LandmarkModelFolder } from './landmark-model-folder';
import { LandmarkTracker } from '@bapsang/recognition/vision/landmark-tracker';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { backendsHere } from './testing/backends.spec-support';
import { extractedModels } from '@bapsang/recognition/testing/extracted-models.spec-support';
import * as pictures from '@bapsang/recognition/testing/pictures.spec-support';

/**
 * How far the backends may be apart, in pixels of a frame of 320 x 240 and in scores from 0 to 1: they add up in another
 * order. Measured on 2026-11-23 on an Intel Xeon with AVX-512 were 0.00016 pixels and 0.0000034; a processor with other
 * instructions may add up in a third order.
 */
const TOLERANCE = { pixels: 0.01, score: 0.0001 };

const PICTURES = {
  'a hand in the hair': pictures.HAND_IN_HAIR,
  'a hand with a glass': pictures.HAND_WITH_GLASS,
  'a tilted head': pictures.TILTED_HEAD,
  'somebody who faces the camera': pictures.FACING_CAMERA,
  'three people': pictures.THREE_PEOPLE,
};

/** Where the photograph shows the hand with the glass. */
const HAND = { centreX: 170, centreY: 170, width: 110, height: 110, angle: 0 };

/** Numbers of the same kind that a backend has computed. */
interface Found {
  readonly pixels: readonly number[];
  readonly scores: readonly number[];
}

function found(parts: readonly (readonly [points: ArrayLike<number>, scores: ArrayLike<number>])[]): Found {
  return {
    pixels: parts.flatMap(([points]) => Array.from(points)),
    scores: parts.flatMap(([, scores]) => Array.from(scores)),
  };
}

function findFaces({ faceDetector }: LandmarkModels, frame: Pixels): Found {
  const faces = faceDetector.detect(frame, wholeFrame(frame, { width: 1, height: 1 }));
  return found(
    faces.map(({ box, rightEye, leftEye, score }) => [
      [box.left, box.top, box.right, box.bottom, rightEye.x, rightEye.y, leftEye.x, leftEye.y],
      [score],
    ]),
  );
}

function layMesh({ faceDetector, faceMesh }: LandmarkModels, frame: Pixels): Found {
  const [face] = faceDetector.detect(frame, wholeFrame(frame, { width: 1, height: 1 }));
  if (!face) return found([]);
  const { points, score } = faceMesh.find(frame, regionOfDetection(face));
  return found([[points, [score]]]);
}

function findBody({ body }: LandmarkModels, frame: Pixels): Found {
  const { points, scores } = body.find(frame);
  return found([[points, scores]]);
}

function findHand({ hand }: LandmarkModels, frame: Pixels): Found {
  const { points, score } = hand.find(frame, HAND);
  return found([[points, [score]]]);
}

/** Twelve frames of somebody who sways: every frame begins where the one before has ended. */
function track(models: LandmarkModels, frame: Pixels): Found {
  const tracker = new LandmarkTracker(models);
  const frames = Array.from({ length: 12 }, (_, index) => {
    const moved = pictures.paste(frame, pictures.plainFrame(100), Math.round(12 * Math.sin(index / 3)), index % 3);
    return tracker.track(moved, index * 125).landmarks;
  });
  return found(
    frames.flatMap(({ face, body, hands }) => [
      ...(face ? [[face.points, [face.score]] as const] : []),
      ...(body ? [[body.points, body.scores] as const] : []),
      ...hands.map(({ points, score }) => [points, [score]] as const),
    ]),
  );
}

const QUESTIONS = {
  'where faces are': findFaces,
  'where the points of the face are': layMesh,
  'where the points of the body are': findBody,
  'where the points of the hand are': findHand,
  'what a tracker follows': track,
};

type Answers = Map<string, Found>;

async function answersOf(backend: InferenceBackend): Promise<Answers> {
  await startBackend(backend);
  const models = await new LandmarkModelFolder(extractedModels()).load();
  const answers: Answers = new Map();
  for (const [name, picture] of Object.entries(PICTURES)) {
    const frame = await pictures.frameOf(picture);
    for (const [question, ask] of Object.entries(QUESTIONS)) answers.set(`${question}, ${name}`, ask(models, frame));
  }
  models.dispose();
  return answers;
}

function largestDifference(one: readonly number[], other: readonly number[]): number {
  expect(one).toHaveLength(other.length);
  return Math.max(0, ...one.map((value, index) => Math.abs(value - (other[index] ?? NaN))));
}

const here = backendsHere();
const describeWhereNative = here.includes('tfjs-node') ? describe : describe.skip;

describeWhereNative('WebAssembly and native TensorFlow (`npm run tfjs-native` installs it)', () => {
  let wasm: Answers;
  let native: Answers;

  beforeAll(async () => {
    wasm = await answersOf('wasm');
    native = await answersOf('tfjs-node');
  }, 120_000);

  it('find something to compare in at least four of the five pictures, whatever is asked', () => {
    for (const question of Object.keys(QUESTIONS)) {
      const pixels = Object.keys(PICTURES).map((picture) => wasm.get(`${question}, ${picture}`)!.pixels.length);
      expect(pixels.filter((count) => count > 0).length).toBeGreaterThanOrEqual(4);
    }
  });

  describe.each(Object.keys(QUESTIONS))('agree on %s', (question) => {
    it.each(Object.keys(PICTURES))('in the picture of %s', (picture) => {
      const one = wasm.get(`${question}, ${picture}`)!;
      const other = native.get(`${question}, ${picture}`)!;
      expect(largestDifference(one.pixels, other.pixels)).toBeLessThan(TOLERANCE.pixels);
      expect(largestDifference(one.scores, other.scores)).toBeLessThan(TOLERANCE.score);
    });
  });
});
