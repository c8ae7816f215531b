import { tmpdir } from 'node:os';
import { startBackend } from './backend';
import { decodeFrame } from './frame-decoder';
import { LandmarkModels } from './landmark-models';
import { LandmarkTracker } from './landmark-tracker';
import type { Pixels } from './pixels';
import { tensorCount } from './tensor-count';
import { extractedModels } from './testing/extracted-models.spec-support';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  jpegOf,
  paste,
  plainFrame,
  THREE_PEOPLE,
} from './testing/pictures.spec-support';

const FRAME_INTERVAL = 125;

/** Frames from -most to most pixels aside and back, as a head moves. */
function swaying(frame: Pixels, most: number, frames: number): Pixels[] {
  return Array.from({ length: frames }, (_, index) =>
    paste(frame, plainFrame(100), Math.round(most * Math.sin(index / 4)), 0),
  );
}

function middleOf(points: Float32Array): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (let index = 0; index < points.length; index += 2) {
    x += points[index]! / (points.length / 2);
    y += points[index + 1]! / (points.length / 2);
  }
  return { x, y };
}

describe('LandmarkTracker', () => {
  let models: LandmarkModels;
  let time = 0;

  beforeAll(async () => {
    await startBackend('auto');
    models = await LandmarkModels.load(extractedModels());
  });

  afterAll(() => {
    models.dispose();
    expect(tensorCount()).toBe(0);
  });

  const track = (tracker: LandmarkTracker, pixels: Pixels) => tracker.track(pixels, (time += FRAME_INTERVAL));

  it('finds face and body of a participant in a JPEG', async () => {
    const pixels = await decodeFrame(await jpegOf(HAND_IN_HAIR), 320 * 240);
    const { landmarks, timings } = track(new LandmarkTracker(models), pixels);
    expect(landmarks).toMatchObject({ capturedAt: time, width: 320, height: 240 });
    expect(landmarks.lookedFor).toMatchObject({ face: true, body: true });
    expect(landmarks.face?.points).toHaveLength(2 * 468);
    expect(landmarks.face?.score).toBeGreaterThan(0.9);
    expect(landmarks.body?.points).toHaveLength(2 * 17);
    expect(landmarks.body?.scores).toHaveLength(17);
    for (const step of ['faceDetector', 'faceMesh', 'body'] as const) expect(timings[step]).toBeGreaterThan(0);
  });

  it('finds neither face nor body nor hands in a black frame', () => {
    const { landmarks, timings } = track(new LandmarkTracker(models), plainFrame(0));
    expect(landmarks).toMatchObject({ face: null, body: null, hands: [] });
    expect(landmarks.lookedFor).toEqual({ face: true, body: true, hands: false });
    expect(timings).toMatchObject({ faceMesh: 0, hands: 0 });
  });

  it('loses the participant when the camera is covered and finds them again', async () => {
    const tracker = new LandmarkTracker(models);
    const frame = await frameOf(FACING_CAMERA);
    const seen = [frame, frame, plainFrame(0), plainFrame(0), frame].map(
      (pixels) => track(tracker, pixels).landmarks.face,
    );
    expect(seen.map((face) => face !== null)).toEqual([true, true, false, false, true]);
  });

  it('asks the detector only once for a face that it can follow', async () => {
    const tracker = new LandmarkTracker(models);
    const frames = swaying(await frameOf(FACING_CAMERA), 15, 10);
    const asked = frames.map((pixels) => track(tracker, pixels).timings.faceDetector > 0);
    expect(asked).toEqual([true, ...Array.from({ length: 9 }, () => false)]);
  });

  it('has the detector confirm the face now and then', async () => {
    const tracker = new LandmarkTracker(models);
    const frames = swaying(await frameOf(FACING_CAMERA), 10, 40);
    const asked = frames.filter((pixels) => track(tracker, pixels).timings.faceDetector > 0);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(5);
  });

  it('follows a moving face to the pixel', async () => {
    const tracker = new LandmarkTracker(models);
    const frame = await frameOf(FACING_CAMERA);
    const still = middleOf(track(new LandmarkTracker(models), frame).landmarks.face!.points);
    for (const shift of [0, 10, 20, 30, 40, 20, 0, -20]) {
      const { face } = track(tracker, paste(frame, plainFrame(100), shift, 0)).landmarks;
      expect(Math.abs(middleOf(face!.points).x - still.x - shift)).toBeLessThan(3);
    }
  });

  it('stays with one face of a group while all of them move', async () => {
    const tracker = new LandmarkTracker(models);
    const group = await frameOf(THREE_PEOPLE);
    const places = swaying(group, 25, 30).map((pixels, index) => {
      const { x } = middleOf(track(tracker, pixels).landmarks.face!.points);
      return x - Math.round(25 * Math.sin(index / 4));
    });
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(10);
  });

  it('does not take somebody else for the participant who has just left', async () => {
    const tracker = new LandmarkTracker(models);
    const somebody = await frameOf(FACING_CAMERA, 160, 120);
    const left = paste(somebody, plainFrame(100), -30, 60);
    const right = paste(somebody, plainFrame(100), 190, 60);
    expect(track(tracker, left).landmarks.face).not.toBeNull();
    expect(track(tracker, right).landmarks.face).toBeNull();
    time += 5000;
    expect(track(tracker, right).landmarks.face).not.toBeNull();
  });

  it('finds a face that is too small for the detector to find in the whole frame', async () => {
    const tracker = new LandmarkTracker(models);
    const far = paste(await frameOf(FACING_CAMERA, 80, 60), plainFrame(100), 110, 70);
    const faces = Array.from({ length: 4 }, () => track(tracker, far).landmarks.face);
    const face = faces.find((candidate) => candidate !== null);
    expect(face).toBeDefined();
    const { x, y } = middleOf(face!.points);
    expect(Math.abs(x - 150)).toBeLessThan(15);
    expect(Math.abs(y - 110)).toBeLessThan(20);
  });

  it('takes frames whose size changes', async () => {
    const tracker = new LandmarkTracker(models);
    expect(track(tracker, await frameOf(FACING_CAMERA, 320, 240)).landmarks.face).not.toBeNull();
    expect(track(tracker, await frameOf(FACING_CAMERA, 640, 480)).landmarks.face).not.toBeNull();
    expect(track(tracker, await frameOf(FACING_CAMERA, 480, 360)).landmarks.face).not.toBeNull();
  });

  it('takes a frame of a single pixel', () => {
    const { landmarks } = track(new LandmarkTracker(models), { data: new Uint8Array(3), width: 1, height: 1 });
    expect(landmarks).toMatchObject({ face: null, body: null });
  });

  it('holds not one tensor more after many frames of all kinds', async () => {
    const tracker = new LandmarkTracker(models);
    const kinds = [await frameOf(HAND_IN_HAIR), await frameOf(THREE_PEOPLE), plainFrame(0)];
    const before = tensorCount();
    for (let index = 0; index < 60; index++) track(tracker, kinds[Math.floor(index / 4) % kinds.length]!);
    expect(tensorCount()).toBe(before);
  });

  it('says what to do where the models are missing', async () => {
    await expect(LandmarkModels.load(tmpdir())).rejects.toThrow(
      /lacks face-detection-short-range\.tflite.*extract-models/,
    );
  });
});
