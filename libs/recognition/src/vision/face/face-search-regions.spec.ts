import { BODY_POINTS, type BodyLandmarks } from '../../motion/frame-landmarks';
import { BODY } from '../body/body-points';
import { closeUps, headRegion, regionNear } from './face-search-regions';

describe('closeUps', () => {
  it.each([
    [640, 360],
    [320, 240],
    [240, 320],
    [480, 480],
    [90, 640],
  ])('show every small face of a frame of %d x %d whole', (width, height) => {
    const side = closeUps({ width, height })[0]!.width;
    const face = side / 3;
    for (let x = face / 2; x <= width - face / 2; x += 7) {
      for (let y = face / 2; y <= height - face / 2; y += 7) {
        const shown = closeUps({ width, height }).some(
          ({ centreX, centreY }) =>
            Math.max(Math.abs(x - centreX), Math.abs(y - centreY)) + face / 2 <= side / 2 + 1e-9,
        );
        expect(shown).toBe(true);
      }
    }
  });

  it('are few: a frame is searched in two seconds', () => {
    expect(closeUps({ width: 640, height: 360 })).toHaveLength(15);
    expect(closeUps({ width: 320, height: 240 }).length).toBeLessThanOrEqual(15);
  });

  it('begin a little above the middle, where heads are', () => {
    const [first] = closeUps({ width: 640, height: 360 });
    expect(Math.abs(first!.centreX - 320)).toBeLessThan(70);
    expect(Math.abs(first!.centreY - 160)).toBeLessThan(70);
  });

  it('are one where the frame is a single pixel', () => {
    expect(closeUps({ width: 1, height: 1 }).every(({ width }) => width > 0)).toBe(true);
  });
});

describe('headRegion', () => {
  function body(scores: number): BodyLandmarks {
    const points = new Float32Array(2 * BODY_POINTS);
    const set = (index: number, x: number, y: number): void => points.set([x, y], 2 * index);
    for (const index of [BODY.nose, BODY.leftEye, BODY.rightEye, BODY.leftEar, BODY.rightEar]) set(index, 100, 60);
    set(BODY.leftShoulder, 130, 100);
    set(BODY.rightShoulder, 70, 100);
    return { points, scores: new Float32Array(BODY_POINTS).fill(scores) };
  }

  it('is a square about the head, sized by the shoulders', () => {
    const region = headRegion(body(0.8));
    expect(region).toMatchObject({ centreX: 100, centreY: 60, angle: 0 });
    expect(region!.width).toBeCloseTo(84);
  });

  it('is unknown where head or shoulders are not seen', () => {
    expect(headRegion(body(0.1))).toBeUndefined();
  });
});

describe('regionNear', () => {
  it('holds the face wherever it can be a moment later', () => {
    const { centreX, centreY, width } = regionNear({ left: 90, right: 110, top: 40, bottom: 60 });
    expect([centreX, centreY]).toEqual([100, 50]);
    expect(width / 2).toBeGreaterThanOrEqual(1.5 * 20 + 20 / 2);
  });
});
