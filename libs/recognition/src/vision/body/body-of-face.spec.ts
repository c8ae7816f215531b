import { BODY_POINTS, type BodyLandmarks } from '../../motion/frame-landmarks';
import type { FaceGeometry } from '../face/face-geometry';
import { isAsNearAsFace, isBodyOfFace } from './body-of-face';
import { BODY } from './body-points';

const FACE: FaceGeometry = {
  box: { left: 80, right: 120, top: 50, bottom: 110 },
  mouth: { x: 100, y: 95 },
  height: 60,
};

/** Somebody whose head is at a place and whose shoulders are so far apart and half as far below. */
function body(x: number, y: number, shoulders: number, score = 0.8): BodyLandmarks {
  const points = new Float32Array(2 * BODY_POINTS);
  const set = (index: number, across: number, down: number): void => points.set([across, down], 2 * index);
  for (const index of [BODY.nose, BODY.leftEye, BODY.rightEye]) set(index, x, y);
  set(BODY.leftShoulder, x + shoulders / 2, y + shoulders / 2);
  set(BODY.rightShoulder, x - shoulders / 2, y + shoulders / 2);
  return { points, scores: new Float32Array(BODY_POINTS).fill(score) };
}

describe('isBodyOfFace', () => {
  it('is true of a body whose head is where the face is', () => {
    expect(isBodyOfFace(body(105, 85, 120), FACE)).toBe(true);
  });

  it('is false of somebody beside', () => {
    expect(isBodyOfFace(body(200, 85, 120), FACE)).toBe(false);
  });

  it('is true of a body whose head is not seen', () => {
    expect(isBodyOfFace(body(200, 85, 120, 0.1), FACE)).toBe(true);
  });
});

describe('isAsNearAsFace', () => {
  it('is true of the participant who sits elsewhere, turned aside or not', () => {
    expect(isAsNearAsFace(body(250, 85, 120), FACE)).toBe(true);
    const aside = body(250, 85, 120);
    aside.points[2 * BODY.leftShoulder] = 250;
    aside.points[2 * BODY.rightShoulder] = 250;
    expect(isAsNearAsFace(aside, FACE)).toBe(true);
  });

  it('is false of somebody in the background', () => {
    expect(isAsNearAsFace(body(250, 85, 55), FACE)).toBe(false);
  });

  it('is false of a body whose head and shoulders are not seen', () => {
    expect(isAsNearAsFace(body(250, 85, 120, 0.1), FACE)).toBe(false);
  });
});
