import type { FaceLandmarks } from './frame-landmarks';

/** Points of MediaPipe's face mesh that motion measures. */
export const FACE_POINT = {
  noseTip: 1,
  forehead: 10,
  upperLip: 13,
  lowerLip: 14,
  lowerLipEdge: 17,
  rightEyeCorner: 33,
  leftEyeCorner: 263,
  rightMouthCorner: 61,
  leftMouthCorner: 291,
  chin: 152,
  rightCheek: 234,
  leftCheek: 454,
} as const;

/** A point in pixels of the frame, origin at the top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What motion measures of one face. Lengths are in face widths, so they depend neither on camera nor on distance. */
export interface FaceMeasures {
  /** Width of the face in pixels: the unit of every other length. */
  readonly width: number;
  /** Between the lips, in pixels of the frame. */
  readonly mouth: Point;
  /** Opening between the lips. */
  readonly lipGap: number;
  /** From the lower edge of the lower lip to the chin. */
  readonly lipToChin: number;
  /** From the tip of the nose to the chin, along the face: the jaw. */
  readonly noseToChin: number;
  /** From one corner of the mouth to the other: small when the lips are pursed. */
  readonly mouthWidth: number;
  /** From the line of the eyes down to the tip of the nose: shrinks as the head pitches back. */
  readonly eyesToNose: number;
  /** Tip of the nose aside the middle of the eyes: grows to either side as the head turns. */
  readonly noseAside: number;
}

/** From forehead to upper lip in widths: faces seen from the front have 0.8 to 0.95, so only a turned head is measured by it. */
const UPPER_FACE_PER_WIDTH = 0.95;

const pointOf = (face: FaceLandmarks, index: number): Point => ({
  x: face.points[2 * index] ?? 0,
  y: face.points[2 * index + 1] ?? 0,
});

/** The straight distance between two points, in their unit. */
export const distanceBetween = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The point halfway between two points. */
export const middleOf = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/**
 * Measures a face in its own upright frame: the line of the eyes is its x axis, so a tilted head changes nothing.
 * The width is the larger of cheek to cheek and of forehead to upper lip expressed as a width, because turning the head
 * shrinks the one and nodding the other. The chin has no part in it: the unit must not move with the jaw.
 */
export function measureFace(face: FaceLandmarks): FaceMeasures {
  const at = (name: keyof typeof FACE_POINT): Point => pointOf(face, FACE_POINT[name]);
  const eyes = middleOf(at('rightEyeCorner'), at('leftEyeCorner'));
  const tilt = Math.atan2(
    at('leftEyeCorner').y - at('rightEyeCorner').y,
    at('leftEyeCorner').x - at('rightEyeCorner').x,
  );
  const width = Math.max(
    distanceBetween(at('rightCheek'), at('leftCheek')),
    distanceBetween(at('forehead'), at('upperLip')) / UPPER_FACE_PER_WIDTH,
    1,
  );
  const along = (point: Point, origin: Point): number =>
    ((point.y - origin.y) * Math.cos(tilt) - (point.x - origin.x) * Math.sin(tilt)) / width;
  const aside = (point: Point, origin: Point): number =>
    ((point.x - origin.x) * Math.cos(tilt) + (point.y - origin.y) * Math.sin(tilt)) / width;
  return {
    width,
    mouth: middleOf(at('upperLip'), at('lowerLip')),
    lipGap: along(at('lowerLip'), at('upperLip')),
    lipToChin: along(at('chin'), at('lowerLipEdge')),
    noseToChin: along(at('chin'), at('noseTip')),
    mouthWidth: distanceBetween(at('rightMouthCorner'), at('leftMouthCorner')) / width,
    eyesToNose: along(at('noseTip'), eyes),
    noseAside: aside(at('noseTip'), eyes),
  };
}

/** Whether all measures are numbers: a set of landmarks may lack points, and a model may break. */
export const areWhole = ({ mouth, ...lengths }: FaceMeasures): boolean =>
  Number.isFinite(mouth.x) && Number.isFinite(mouth.y) && Object.values(lengths).every(Number.isFinite);
