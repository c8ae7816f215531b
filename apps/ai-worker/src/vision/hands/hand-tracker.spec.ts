import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BODY_POINTS, type BodyLandmarks } from '@bapsang/recognition/motion/frame-landmarks';
import { BODY } from '@bapsang/recognition/vision/body/body-points';
import type { FaceGeometry } from '@bapsang/recognition/vision/face/face-geometry';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { StepStopwatch } from '@bapsang/recognition/vision/step-stopwatch';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { prepareModelRun } from '../backend-model-run';
import { describeOnEachBackend } from '../testing/backends.spec-support';
import { extractedModels } from '@bapsang/recognition/testing/extracted-models.spec-support';
import { frameOf, HAND_WITH_GLASS, paste, plainFrame } from '@bapsang/recognition/testing/pictures.spec-support';
import { HandModel } from '@bapsang/recognition/vision/hands/hand-model';
import { HandTracker } from '@bapsang/recognition/vision/hands/hand-tracker';

/** Where the photograph shows the wrist and elbow of the arm with the glass. */
const WRIST = { x: 193, y: 188 };
const ELBOW = { x: 225, y: 232 };

/** A face of the right size whose mouth is at a place of our choice. */
function faceWithMouth(x: number, y: number): FaceGeometry {
  return { mouth: { x, y }, height: 84, box: { left: x - 35, right: x + 35, top: y - 60, bottom: y + 24 } };
}

/** A body of which only one arm, or both wrists at the same place, is seen. */
function bodyWithWrists(...wrists: ('left' | 'right')[]): BodyLandmarks {
  const points = new Float32Array(2 * BODY_POINTS);
  const scores = new Float32Array(BODY_POINTS);
  for (const side of wrists) {
    const wrist = side === 'left' ? BODY.leftWrist : BODY.rightWrist;
    const elbow = side === 'left' ? BODY.leftElbow : BODY.rightElbow;
    points.set([WRIST.x, WRIST.y], 2 * wrist);
    points.set([ELBOW.x, ELBOW.y], 2 * elbow);
    scores[wrist] = 0.6;
    scores[elbow] = 0.6;
  }
  return { points, scores };
}

describeOnEachBackend('HandTracker', () => {
  const near = faceWithMouth(150, 150);
  let model: HandModel;
  let frame: Pixels;

  beforeAll(async () => {
    model = HandModel.load(readFileSync(join(extractedModels(), 'hand-landmark-lite.tflite')), prepareModelRun);
    frame = await frameOf(HAND_WITH_GLASS);
  });

  afterAll(() => {
    model.dispose();
    expect(tensorCount()).toBe(0);
  });

  const track = (tracker: HandTracker, pixels: Pixels, at: number, body: BodyLandmarks | null, face = near) =>
    tracker.track(pixels, at, body, face, new StepStopwatch());

  it('finds the hand that holds a glass near the mouth', () => {
    const { lookedFor, hands } = track(new HandTracker(model), frame, 0, bodyWithWrists('left'));
    expect(lookedFor).toBe(true);
    expect(hands).toHaveLength(1);
    const { side, points, score } = hands[0]!;
    expect(side).toBe('left');
    expect(score).toBeGreaterThan(0.5);
    expect(Math.hypot(points[0]! - WRIST.x, points[1]! - WRIST.y)).toBeLessThan(25);
    for (const fingertip of [8, 12, 16]) {
      expect(Math.abs(points[2 * fingertip]! - 150)).toBeLessThan(25);
      expect(Math.abs(points[2 * fingertip + 1]! - 163)).toBeLessThan(25);
    }
  });

  it('does not look for a hand that is far from the mouth', () => {
    const stopwatch = new StepStopwatch();
    const tracker = new HandTracker(model);
    const found = tracker.track(frame, 0, bodyWithWrists('left'), faceWithMouth(60, 30), stopwatch);
    expect(found).toEqual({ lookedFor: false, hands: [] });
    expect(stopwatch.timings()).toEqual({});
  });

  it('does not look for hands where no wrist was ever seen', () => {
    expect(track(new HandTracker(model), frame, 0, null)).toEqual({ lookedFor: false, hands: [] });
    expect(track(new HandTracker(model), frame, 0, bodyWithWrists())).toEqual({ lookedFor: false, hands: [] });
  });

  it('looks and finds nothing where the region shows no hand', () => {
    const found = track(new HandTracker(model), plainFrame(128), 0, bodyWithWrists('left'));
    expect(found).toEqual({ lookedFor: true, hands: [] });
  });

  it('tells one hand only once, when both wrists lead to it', () => {
    expect(track(new HandTracker(model), frame, 0, bodyWithWrists('left', 'right')).hands).toHaveLength(1);
  });

  it('follows a hand by its own points while the wrist is not seen', () => {
    const tracker = new HandTracker(model);
    const [first] = track(tracker, frame, 0, bodyWithWrists('left')).hands;
    const [second] = track(tracker, paste(frame, plainFrame(60), 8, -6), 125, null).hands;
    expect(second?.side).toBe('left');
    for (const point of [0, 5, 9, 8, 12]) {
      expect(Math.abs(second!.points[2 * point]! - first!.points[2 * point]! - 8)).toBeLessThan(12);
      expect(Math.abs(second!.points[2 * point + 1]! - first!.points[2 * point + 1]! + 6)).toBeLessThan(12);
    }
  });

  it('forgets a hand that has not been seen for a while', () => {
    const tracker = new HandTracker(model);
    track(tracker, frame, 0, bodyWithWrists('left'));
    expect(track(tracker, frame, 1000, null)).toEqual({ lookedFor: false, hands: [] });
  });

  it('keeps no tensors', () => {
    const tracker = new HandTracker(model);
    const before = tensorCount();
    for (let run = 0; run < 5; run++) track(tracker, frame, run * 125, bodyWithWrists('left'));
    expect(tensorCount()).toBe(before);
  });
});
