import type { PicturePart } from '@bapsang/shared';
import sharp from 'sharp';
import { MotionTracker } from '@bapsang/recognition/motion/motion-tracker';
import { LandmarkTracker, type TrackedFrame } from '@bapsang/recognition/vision/landmark-tracker';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { describeOnOneBackend } from './testing/backends.spec-support';
import { landmarkModelsOfTests } from './testing/landmark-models.spec-support';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
} from '@bapsang/recognition/testing/pictures.spec-support';

const FRAME = 125;
const CAMERA = { width: 640, height: 480 };

/** Parts of the picture that all hold the person. */
const PARTS: readonly (PicturePart | undefined)[] = [
  undefined,
  { left: 0.2, top: 0.2, width: 0.6, height: 0.6 },
  { left: 0.25, top: 0.3, width: 0.5, height: 0.5 },
  { left: 0.1, top: 0.1, width: 0.8, height: 0.8 },
  { left: 0.3, top: 0.25, width: 0.45, height: 0.6 },
];

/** What a page sends of a picture of the camera. */
async function sent(picture: Pixels, part: PicturePart | undefined, width = 320, height = 240): Promise<Pixels> {
  const { left, top, ...size } = part ?? { left: 0, top: 0, width: 1, height: 1 };
  const cut = {
    left: Math.round(left * CAMERA.width),
    top: Math.round(top * CAMERA.height),
    width: Math.round(size.width * CAMERA.width),
    height: Math.round(size.height * CAMERA.height),
  };
  const scale = Math.min(1, width / cut.width, height / cut.height);
  const { data, info } = await sharp(picture.data, { raw: { ...CAMERA, channels: 3 } })
    .extract(cut)
    .resize(Math.round(cut.width * scale), Math.round(cut.height * scale), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** How far two sets of points are apart on average, pixels. */
function apart(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 2) sum += Math.hypot(one[at]! - other[at]!, one[at + 1]! - other[at + 1]!);
  return (2 * sum) / one.length;
}

describeOnOneBackend('LandmarkTracker with parts of the picture', () => {
  const models = landmarkModelsOfTests();
  let room: Pixels;
  let person: Pixels;

  beforeAll(async () => {
    room = plainFrame(100, CAMERA.width, CAMERA.height);
    person = await frameOf(HAND_IN_HAIR, 240, 180);
  });

  /** The person in the middle of the room, who sways. */
  const scene = (index: number): Pixels => paste(person, room, 200 + Math.round(12 * Math.sin(index / 5)), 180);

  /** Follows the person through frames that show what a function says. */
  async function follow(
    frames: number,
    partOf: (index: number) => PicturePart | undefined,
    width = 320,
    height = 240,
  ): Promise<TrackedFrame[]> {
    const tracker = new LandmarkTracker(models());
    // The first frame is whole: its pixels are those in which places are told.
    tracker.track(await sent(scene(0), undefined), 1);
    const tracked: TrackedFrame[] = [];
    for (let index = 0; index < frames; index++) {
      const part = partOf(index);
      tracked.push(tracker.track(await sent(scene(index), part, width, height), (index + 1) * FRAME, undefined, part));
    }
    return tracked;
  }

  it('tells the same landmarks, to less than a thirtieth of a face, however the part changes', async () => {
    const whole = await follow(20, () => undefined);
    const parts = await follow(20, (index) => PARTS[index % PARTS.length]);
    whole.forEach(({ landmarks: { face, width, height } }, index) => {
      const other = parts[index]!.landmarks;
      expect({ width: other.width, height: other.height }).toEqual({ width, height });
      const faceHeight = Math.hypot(face!.points[304]! - face!.points[20]!, face!.points[305]! - face!.points[21]!);
      expect(apart(face!.points, other.face!.points)).toBeLessThan(faceHeight / 30);
    });
    expect(parts.filter(({ timings }) => timings.faceDetector !== undefined).length).toBeLessThan(8);
  });

  it('tells the same motions', async () => {
    const motionsOf = (tracked: readonly TrackedFrame[]): string[] => {
      const motion = new MotionTracker();
      return tracked.map(({ landmarks }) => motion.update(landmarks).motion);
    };
    const whole = motionsOf(await follow(24, () => undefined));
    const parts = motionsOf(await follow(24, (index) => PARTS[Math.floor(index / 6) % PARTS.length]));
    expect(parts).toEqual(whole);
  });

  it('goes on with the same face when frames get smaller', async () => {
    const tracked = [...(await follow(4, () => undefined)), ...(await follow(4, () => undefined, 208, 156))];
    const [first] = tracked;
    for (const { landmarks } of tracked) {
      expect(landmarks.width).toBe(first!.landmarks.width);
      expect(apart(landmarks.face!.points, first!.landmarks.face!.points)).toBeLessThan(8);
    }
  });

  it('says where the face is in the frame that was sent', async () => {
    const [whole] = await follow(1, () => undefined);
    const [part] = await follow(1, () => PARTS[2]);
    const inPart = part!.faceInFrame!;
    expect(0.25 + inPart.left * 0.5).toBeCloseTo(whole!.faceInFrame!.left, 1);
    expect(inPart.height * 0.5).toBeCloseTo(whole!.faceInFrame!.height, 1);
    expect(inPart.height).toBeGreaterThan(1.7 * whole!.faceInFrame!.height);
  });

  it('finds a face that the part shows but the whole picture is too small for', async () => {
    const tiny = paste(await frameOf(FACING_CAMERA, 80, 60), room, 400, 240);
    const part = { left: 0.55, top: 0.45, width: 0.25, height: 0.25 };
    const tracker = new LandmarkTracker(models());
    const small = await sent(tiny, undefined, 160, 120);
    for (let index = 0; index < 8; index++) tracker.track(small, index * FRAME);
    const { landmarks } = tracker.track(await sent(tiny, part, 160, 120), 1000, undefined, part);
    expect(landmarks.face?.score).toBeGreaterThan(0.5);
  });

  it('finds nobody, and says so, where the part shows nobody', async () => {
    const nobody = { left: 0, top: 0, width: 0.25, height: 0.25 };
    const tracked = await follow(2, () => nobody);
    expect(tracked.map(({ faceInFrame, landmarks }) => [faceInFrame, landmarks.face])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
