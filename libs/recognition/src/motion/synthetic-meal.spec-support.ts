import { FACE_POINT, type Point } from './face-geometry';
import { BODY_POINTS, FACE_POINTS, type FrameLandmarks, HAND_POINTS, type HandLandmarks } from './frame-landmarks';
import type { Side } from './hand-reach';

/** What a made-up participant does at one moment. Lengths in face widths, seen from the middle of the mouth. */
export interface Pose {
  readonly hasFace: boolean;
  readonly hasBody: boolean;
  readonly lipGap: number;
  /** How far the chin has gone down from where it rests. */
  readonly jaw: number;
  /** From the eyes down to the tip of the nose; smaller is pitched back. */
  readonly eyesToNose: number;
  /** Where the head has gone. */
  readonly sway: Point;
  /** Where the fingertips of the one hand are; y is down. */
  readonly fingers: Point;
  /** Whether the hand model sees the hand; the arm is seen anyhow. */
  readonly isHandSeen: boolean;
}

/** What somebody does over time: the pose at a moment, ms from the start. */
export type Scene = (at: number) => Pose;

/** How a scene is filmed. */
export interface Filming {
  readonly durationMs: number;
  readonly framesPerSecond?: number;
  readonly startsAt?: number;
  /** Width of the face, pixels. */
  readonly faceWidth?: number;
  /** Everything the other way round, with the other hand. */
  readonly isMirrored?: boolean;
  /** Whether the frame with this number is lost. */
  readonly isDropped?: (index: number) => boolean;
}

const HAND_AT_REST: Point = { x: 0.6, y: 3 };

/** Somebody who looks into the camera and does nothing. */
export const AT_REST: Pose = {
  hasFace: true,
  hasBody: true,
  lipGap: 0.01,
  jaw: 0,
  eyesToNose: 0.28,
  sway: { x: 0, y: 0 },
  fingers: HAND_AT_REST,
  isHandSeen: true,
};

/** Nobody. */
export const NOBODY: Pose = { ...AT_REST, hasFace: false, hasBody: false };

const wave = (at: number, hertz: number): number => Math.sin((2 * Math.PI * hertz * at) / 1000);

/** A jaw that goes up and down behind closed lips. */
export const chewing =
  (hertz = 1.5): Scene =>
  (at) => ({ ...AT_REST, jaw: 0.025 * wave(at, hertz), lipGap: 0.01 + 0.0015 * wave(at, 0.7) });

/** Lips that open and close unevenly, the jaw with them. */
export const talking: Scene = (at) => {
  const lipGap = 0.04 + 0.015 * wave(at, 2.1) + 0.013 * wave(at, 1.3) + 0.01 * wave(at, 0.6);
  return { ...AT_REST, lipGap, jaw: 0.3 * lipGap };
};

const WAY_MS = 600;

/** A hand that goes to a place at a moment, stays for a while and goes back. */
export const handTo =
  (place: Point, arrivesAt: number, staysMs: number): Scene =>
  (at) => {
    const onTheWay = Math.max(arrivesAt - at, at - arrivesAt - staysMs, 0) / WAY_MS;
    const share = Math.min(onTheWay, 1);
    const between = (a: number, b: number): number => a + share * (b - a);
    return {
      ...AT_REST,
      fingers: { x: between(place.x, HAND_AT_REST.x), y: between(place.y, HAND_AT_REST.y) },
    };
  };

/** Fingers to the lips. */
export const biteAt = (arrivesAt: number, staysMs = 900): Scene => handTo({ x: 0.05, y: 0.1 }, arrivesAt, staysMs);

/** A glass to the lips, the fingers below it, the head back. */
export const sipAt =
  (arrivesAt: number, staysMs = 1500): Scene =>
  (at) => ({
    ...handTo({ x: 0.15, y: 0.25 }, arrivesAt, staysMs)(at),
    eyesToNose: at >= arrivesAt && at < arrivesAt + staysMs ? 0.14 : AT_REST.eyesToNose,
  });

/** Films a scene. */
export function film(scene: Scene, filming: Filming): FrameLandmarks[] {
  const { durationMs, framesPerSecond = 8, startsAt = 0, isDropped = () => false } = filming;
  const count = Math.floor((durationMs * framesPerSecond) / 1000);
  return Array.from({ length: count }, (_, index) => Math.round((index * 1000) / framesPerSecond))
    .filter((_, index) => !isDropped(index))
    .map((at) => draw(scene(at), startsAt + at, filming));
}

/** The landmarks of one pose. */
export function draw(pose: Pose, capturedAt: number, filming: Partial<Filming> = {}): FrameLandmarks {
  const { faceWidth = 80, isMirrored = false } = filming;
  const turned = isMirrored ? -1 : 1;
  const side: Side = isMirrored ? 'left' : 'right';
  const pixels = (x: number, y: number): [number, number] => [
    160 + faceWidth * turned * (x + pose.sway.x),
    100 + faceWidth * (y + pose.sway.y),
  ];
  const areHandsLookedFor = pose.hasFace && Math.hypot(pose.fingers.x, pose.fingers.y) < 1.5;
  return {
    capturedAt,
    width: 320,
    height: 240,
    lookedFor: { face: true, body: true, hands: areHandsLookedFor },
    face: pose.hasFace ? { points: facePoints(pose, pixels, isMirrored), score: 0.95 } : null,
    body: pose.hasBody ? bodyLandmarks(pose, pixels, side) : null,
    hands: areHandsLookedFor && pose.isHandSeen ? [handLandmarks(pose, pixels, side)] : [],
  };
}

type ToPixels = (x: number, y: number) => [number, number];

/** The mesh names sides by the picture: the right eye is always the one at its left. */
function facePoints(pose: Pose, pixels: ToPixels, isMirrored: boolean): Float32Array {
  const points = new Float32Array(2 * FACE_POINTS);
  const put = (name: keyof typeof FACE_POINT, x: number, y: number): void =>
    points.set(pixels(isMirrored ? -x : x, y), 2 * FACE_POINT[name]);
  put('forehead', 0, -0.7);
  put('rightEyeCorner', -0.3, -0.45);
  put('leftEyeCorner', 0.3, -0.45);
  put('rightCheek', -0.5, -0.3);
  put('leftCheek', 0.5, -0.3);
  put('noseTip', 0, -0.45 + pose.eyesToNose);
  put('rightMouthCorner', -0.18, 0);
  put('leftMouthCorner', 0.18, 0);
  put('upperLip', 0, -pose.lipGap / 2);
  put('lowerLip', 0, pose.lipGap / 2);
  put('lowerLipEdge', 0, 0.1 + pose.lipGap / 2);
  put('chin', 0, 0.35 + pose.jaw);
  return points;
}

function bodyLandmarks(pose: Pose, pixels: ToPixels, side: Side): FrameLandmarks['body'] {
  const points = new Float32Array(2 * BODY_POINTS);
  const scores = new Float32Array(BODY_POINTS).fill(0.05);
  scores.fill(0.8, 0, 7);
  const wrist = side === 'left' ? 9 : 10;
  scores.fill(0.5, wrist, wrist + 1);
  points.set(pixels(pose.fingers.x, pose.fingers.y + 0.9), 2 * wrist);
  points.set(pixels(pose.fingers.x, pose.fingers.y + 2.4), 2 * (wrist - 2));
  return { points, scores };
}

function handLandmarks(pose: Pose, pixels: ToPixels, side: Side): HandLandmarks {
  const points = new Float32Array(2 * HAND_POINTS);
  for (let point = 0; point < HAND_POINTS; point += 1) {
    const fromTip = point === 0 ? 1 : (3 - ((point - 1) % 4)) / 4;
    points.set(pixels(pose.fingers.x, pose.fingers.y + 0.9 * fromTip), 2 * point);
  }
  return { side, points, score: 0.95 };
}

/** Poses one after the other, each for so many frames with so many ms between them. */
export function drawStretches(
  stretches: readonly (readonly [pose: Pose, count: number, gap: number])[],
): FrameLandmarks[] {
  let at = 0;
  return stretches.flatMap(([pose, count, gap]) => Array.from({ length: count }, () => draw(pose, (at += gap))));
}
