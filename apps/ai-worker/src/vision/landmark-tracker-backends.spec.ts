import { tmpdir } from 'node:os';
import { decodeFrame } from './frame-decoder';
import { FULL_EFFORT } from '@bapsang/recognition/vision/effort';
import { LandmarkModelFolder } from './landmark-model-folder';
import { LandmarkTracker, type TrackedFrame } from '@bapsang/recognition/vision/landmark-tracker';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { tensorCount } from '@bapsang/recognition/vision/tensor-count';
import { describeOnEachBackend } from './testing/backends.spec-support';
import { landmarkModelsOfTests } from './testing/landmark-models.spec-support';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  jpegOf,
  plainFrame,
  THREE_PEOPLE,
} from '@bapsang/recognition/testing/pictures.spec-support';

const FRAME_INTERVAL = 125;

describeOnEachBackend('LandmarkTracker', () => {
  const models = landmarkModelsOfTests();
  let time = 0;

  const track = (tracker: LandmarkTracker, pixels: Pixels): TrackedFrame =>
    tracker.track(pixels, (time += FRAME_INTERVAL), FULL_EFFORT);

  it('finds face and body of a participant in a JPEG', async () => {
    const pixels = await decodeFrame(await jpegOf(HAND_IN_HAIR), 320 * 240);
    const { landmarks, timings } = track(new LandmarkTracker(models()), pixels);
    expect(landmarks).toMatchObject({ capturedAt: time, width: 320, height: 240 });
    expect(landmarks.lookedFor).toMatchObject({ face: true, body: true });
    expect(landmarks.face?.points).toHaveLength(2 * 468);
    expect(landmarks.face?.score).toBeGreaterThan(0.9);
    expect(landmarks.body?.points).toHaveLength(2 * 17);
    expect(landmarks.body?.scores).toHaveLength(17);
    for (const step of ['faceDetector', 'faceMesh', 'body'] as const) expect(timings[step]).toBeGreaterThan(0);
  });

  it('finds neither face nor body nor hands in a black frame', () => {
    const { landmarks, timings } = track(new LandmarkTracker(models()), plainFrame(0));
    expect(landmarks).toMatchObject({ face: null, body: null, hands: [] });
    expect(landmarks.lookedFor).toEqual({ face: true, body: true, hands: false });
    expect(Object.keys(timings).sort()).toEqual(['body', 'faceDetector']);
  });

  it('loses the participant when the camera is covered and finds them again', async () => {
    const tracker = new LandmarkTracker(models());
    const frame = await frameOf(FACING_CAMERA);
    const seen = [frame, frame, plainFrame(0), plainFrame(0), frame].map(
      (pixels) => track(tracker, pixels).landmarks.face,
    );
    expect(seen.map((face) => face !== null)).toEqual([true, true, false, false, true]);
  });

  it('takes frames whose size changes', async () => {
    const tracker = new LandmarkTracker(models());
    expect(track(tracker, await frameOf(FACING_CAMERA, 320, 240)).landmarks.face).not.toBeNull();
    expect(track(tracker, await frameOf(FACING_CAMERA, 640, 480)).landmarks.face).not.toBeNull();
    expect(track(tracker, await frameOf(FACING_CAMERA, 480, 360)).landmarks.face).not.toBeNull();
  });

  it('takes a frame of a single pixel', () => {
    const { landmarks } = track(new LandmarkTracker(models()), { data: new Uint8Array(3), width: 1, height: 1 });
    expect(landmarks).toMatchObject({ face: null, body: null });
  });

  it('holds not one tensor more after many frames of all kinds', async () => {
    const tracker = new LandmarkTracker(models());
    const kinds = [await frameOf(HAND_IN_HAIR), await frameOf(THREE_PEOPLE), plainFrame(0)];
    const before = tensorCount();
    for (let index = 0; index < 60; index++) track(tracker, kinds[Math.floor(index / 4) % kinds.length]!);
    expect(tensorCount()).toBe(before);
  });

  it('says what to do where the models are missing', async () => {
    await expect(new LandmarkModelFolder(tmpdir()).load()).rejects.toThrow(
      /lacks face-detection-short-range\.tflite.*extract-models/,
    );
  });
});
