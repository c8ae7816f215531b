import { FULL_EFFORT, type Effort } from '@bapsang/recognition/vision/effort';
import { LandmarkTracker } from '@bapsang/recognition/vision/landmark-tracker';
import type { Pixels } from '@bapsang/recognition/vision/pixels';
import { describeOnOneBackend } from './testing/backends.spec-support';
import { landmarkModelsOfTests } from './testing/landmark-models.spec-support';
import {
  FACING_CAMERA,
  frameOf,
  HAND_IN_HAIR,
  paste,
  plainFrame,
  THREE_PEOPLE,
  TILTED_HEAD,
} from '@bapsang/recognition/testing/pictures.spec-support';

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

/** From the left-most to the right-most point, pixels. */
function widthOf(points: Float32Array): number {
  const across = points.filter((_, index) => index % 2 === 0);
  return Math.max(...across) - Math.min(...across);
}

describeOnOneBackend('LandmarkTracker', () => {
  const models = landmarkModelsOfTests();
  let time = 0;

  const track = (tracker: LandmarkTracker, pixels: Pixels, effort: Effort = FULL_EFFORT) =>
    tracker.track(pixels, (time += FRAME_INTERVAL), effort);
  const trackAll = (tracker: LandmarkTracker, frames: readonly Pixels[], effort?: Effort) =>
    frames.map((pixels) => track(tracker, pixels, effort));
  const repeat = (pixels: Pixels, frames: number): Pixels[] => Array.from({ length: frames }, () => pixels);

  it('asks the detector only once for a face that it can follow', async () => {
    const tracker = new LandmarkTracker(models());
    const frames = swaying(await frameOf(FACING_CAMERA), 15, 10);
    const asked = frames.map((pixels) => track(tracker, pixels).timings.faceDetector !== undefined);
    expect(asked).toEqual([true, ...Array.from({ length: 9 }, () => false)]);
  });

  it('has the detector confirm the face now and then', async () => {
    const tracker = new LandmarkTracker(models());
    const frames = swaying(await frameOf(FACING_CAMERA), 10, 40);
    const asked = frames.filter((pixels) => track(tracker, pixels).timings.faceDetector !== undefined);
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.length).toBeLessThan(5);
  });

  it('follows a moving face to the pixel', async () => {
    const tracker = new LandmarkTracker(models());
    const frame = await frameOf(FACING_CAMERA);
    const still = middleOf(track(new LandmarkTracker(models()), frame).landmarks.face!.points);
    for (const shift of [0, 10, 20, 30, 40, 20, 0, -20]) {
      const { face } = track(tracker, paste(frame, plainFrame(100), shift, 0)).landmarks;
      expect(Math.abs(middleOf(face!.points).x - still.x - shift)).toBeLessThan(3);
    }
  });

  it('stays with one face of a group while all of them move', async () => {
    const tracker = new LandmarkTracker(models());
    const group = await frameOf(THREE_PEOPLE);
    const places = swaying(group, 25, 30).map((pixels, index) => {
      const { x } = middleOf(track(tracker, pixels).landmarks.face!.points);
      return x - Math.round(25 * Math.sin(index / 4));
    });
    expect(Math.max(...places) - Math.min(...places)).toBeLessThan(10);
  });

  it('does not take somebody else for the participant who has just left', async () => {
    const tracker = new LandmarkTracker(models());
    const somebody = await frameOf(FACING_CAMERA, 160, 120);
    const left = paste(somebody, plainFrame(100), -30, 60);
    const right = paste(somebody, plainFrame(100), 190, 60);
    expect(track(tracker, left).landmarks.face).not.toBeNull();
    expect(track(tracker, right).landmarks.face).toBeNull();
    time += 5000;
    expect(track(tracker, right).landmarks.face).not.toBeNull();
  });

  describe('with a face of 45 pixels in a frame of 640 x 360', () => {
    const SIZE = { width: 640, height: 360 };
    let person: Pixels;

    beforeAll(async () => {
      const large = track(new LandmarkTracker(models()), await frameOf(FACING_CAMERA)).landmarks.face!;
      const scale = 45 / widthOf(large.points);
      person = await frameOf(FACING_CAMERA, Math.round(320 * scale), Math.round(240 * scale));
    });

    const personAt = (left: number, top: number): Pixels =>
      paste(person, plainFrame(100, SIZE.width, SIZE.height), left, top);

    it.each([
      ['in the middle', 240, 110],
      ['at the upper left', 0, 0],
      ['at the upper right', 470, 0],
      ['at the lower left', 0, 240],
      ['at the lower right', 470, 240],
    ])('finds it within two seconds: %s', (_, left, top) => {
      const faces = trackAll(new LandmarkTracker(models()), repeat(personAt(left, top), 16)).map(
        ({ landmarks }) => landmarks.face,
      );
      const face = faces.find((candidate) => candidate !== null);
      expect(face).toBeDefined();
      const { x, y } = middleOf(face!.points);
      expect(x).toBeGreaterThan(left);
      expect(x).toBeLessThan(left + person.width);
      expect(y).toBeGreaterThan(top);
      expect(y).toBeLessThan(top + person.height);
      expect(Math.abs(widthOf(face!.points) - 45)).toBeLessThan(8);
      expect(faces.at(-1)).not.toBeNull();
    });

    it('follows it from then on as any other face: by the mesh alone', () => {
      const tracker = new LandmarkTracker(models());
      trackAll(tracker, repeat(personAt(240, 110), 16));
      const moves = Array.from({ length: 32 }, (_, index) => personAt(240 + Math.round(20 * Math.sin(index / 4)), 110));
      const seen = trackAll(tracker, moves);
      expect(seen.filter(({ landmarks }) => landmarks.face === null)).toHaveLength(0);
      expect(seen.filter(({ timings }) => timings.faceDetector !== undefined).length).toBeLessThanOrEqual(2);
    });
  });

  it('searches less where nobody has been for a while, and still finds whoever comes', async () => {
    const tracker = new LandmarkTracker(models());
    trackAll(tracker, repeat(plainFrame(100), 17));
    const vacant = trackAll(tracker, repeat(plainFrame(100), 8));
    expect(vacant.filter(({ landmarks }) => landmarks.lookedFor.body)).toHaveLength(2);
    expect(vacant.filter(({ timings }) => timings.body !== undefined)).toHaveLength(2);
    expect(vacant.every(({ landmarks }) => landmarks.lookedFor.face)).toBe(true);
    const comes = paste(await frameOf(FACING_CAMERA, 240, 180), plainFrame(100), 40, 60);
    expect(trackAll(tracker, [comes, comes]).at(-1)?.landmarks.face).not.toBeNull();
  });

  it('looks at the body on every n-th frame only and says so', async () => {
    const frame = await frameOf(HAND_IN_HAIR);
    const seen = trackAll(new LandmarkTracker(models()), repeat(frame, 6), { body: 4, hands: 1 });
    expect(seen.map(({ landmarks }) => landmarks.lookedFor.body)).toEqual([true, false, false, false, true, false]);
    expect(seen.map(({ landmarks }) => landmarks.body !== null)).toEqual([true, false, false, false, true, false]);
    expect(seen.map(({ timings }) => timings.body !== undefined)).toEqual([true, false, false, false, true, false]);
    expect(seen.every(({ landmarks }) => landmarks.face !== null)).toBe(true);
  });

  it('looks at hands on every n-th frame only and says so, and places them by the last body', async () => {
    const frame = await frameOf(HAND_IN_HAIR);
    const hands = (effort: Effort) =>
      trackAll(new LandmarkTracker(models()), repeat(frame, 5), effort).map(({ landmarks, timings }) => ({
        lookedFor: landmarks.lookedFor.hands,
        found: landmarks.hands.length > 0,
        timed: timings.hands !== undefined,
      }));
    const full = hands(FULL_EFFORT);
    expect(full.every(({ lookedFor, timed }) => lookedFor && timed)).toBe(true);
    const half = hands({ body: 1, hands: 2 });
    expect(half.map(({ lookedFor }) => lookedFor)).toEqual([true, false, true, false, true]);
    expect(half.every(({ lookedFor, found, timed }) => lookedFor === timed && (lookedFor || !found))).toBe(true);
    expect(hands({ body: 4, hands: 1 }).every(({ lookedFor }) => lookedFor)).toBe(true);
  });

  describe('with somebody else there', () => {
    let participant: Pixels;
    let background: Pixels;

    beforeAll(async () => {
      participant = await frameOf(FACING_CAMERA, 160, 120);
      background = paste(await frameOf(TILTED_HEAD, 80, 60), plainFrame(100), 215, 5);
    });

    it('takes the participant, not the person in the background', () => {
      const tracker = new LandmarkTracker(models());
      for (const { landmarks } of trackAll(tracker, repeat(paste(participant, background, 40, 110), 4))) {
        expect(middleOf(landmarks.face!.points).x).toBeLessThan(200);
      }
    });

    it('sees nobody once the participant has left, though the person in the background stays', () => {
      const tracker = new LandmarkTracker(models());
      trackAll(tracker, repeat(paste(participant, background, 40, 110), 8));
      const left = trackAll(tracker, repeat(background, 80));
      expect(left.every(({ landmarks }) => landmarks.face === null && landmarks.body === null)).toBe(true);
      const back = trackAll(tracker, repeat(paste(participant, background, 20, 110), 3)).at(-1);
      expect(middleOf(back!.landmarks.face!.points).x).toBeLessThan(180);
    });

    it('knows of a face on a poster alone, and takes the participant who sits down beside it', () => {
      const tracker = new LandmarkTracker(models());
      const alone = trackAll(tracker, repeat(background, 20)).at(-1);
      expect(middleOf(alone!.landmarks.face!.points).x).toBeGreaterThan(215);
      const large = paste(participant, background, 60, 110);
      const seen = trackAll(tracker, repeat(large, 64)).at(-1);
      expect(middleOf(seen!.landmarks.face!.points).x).toBeLessThan(215);
    });

    it('does not follow somebody who passes close to the camera', async () => {
      const tracker = new LandmarkTracker(models());
      const scene = paste(participant, plainFrame(100), 80, 110);
      const before = trackAll(tracker, repeat(scene, 8)).at(-1)!.landmarks.face!;
      const visitor = await frameOf(TILTED_HEAD, 300, 225);
      for (const x of [-200, -120, -40, 40, 120, 200]) {
        const { face } = track(tracker, paste(visitor, scene, x, 15)).landmarks;
        if (face) expect(widthOf(face.points)).toBeLessThan(1.7 * widthOf(before.points));
      }
      const after = trackAll(tracker, repeat(scene, 3)).at(-1)!.landmarks.face!;
      expect(Math.abs(middleOf(after.points).x - middleOf(before.points).x)).toBeLessThan(5);
    });
  });
});
