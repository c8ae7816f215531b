import {
  BODY_POINTS,
  FACE_POINTS,
  HAND_POINTS,
  type BodyLandmarks,
  type FrameLandmarks,
  type HandLandmarks,
} from '../../../../libs/recognition/src/motion/frame-landmarks';
import { measureFace } from '../../../../libs/recognition/src/motion/face-geometry';
import { measureReach, SIDES } from '../../../../libs/recognition/src/motion/hand-reach';
import type { Intake, IntakeKind, LabelledSequence, Negative } from '../labelled-sequence';
import { isSeen, LandmarkSet, type SetSequence } from './landmark-set';

/** Coordinates are shares of a frame whose shape is not told: most webcams give 4:3 to the tools that made the set. */
const FRAME = { width: 640, height: 480 };

/** Nor is the rate (10 to 30): Holistic, drawn on the screen while it ran, does about this many on usual machines. */
const FRAMES_PER_SECOND = 15;

/** Signs that mime an intake. */
const MIMED: Readonly<Record<string, IntakeKind>> = { eat: 'bite', food: 'bite', drink: 'sip' };

/** Numbers of the set's face points, which it shares with the worker's mesh. */
const FACE = [
  1, 10, 152, 168, 33, 263, 234, 454, 0, 17, 61, 291, 13, 14, 78, 308, 37, 267, 84, 314, 172, 397, 148, 377,
];

/** [point in COCO order, point of MediaPipe's pose]: nose, ears, shoulders, elbows, wrists. */
const BODY: readonly (readonly [number, string])[] = [
  [0, 'pose0'],
  [3, 'pose7'],
  [4, 'pose8'],
  [5, 'pose11'],
  [6, 'pose12'],
  [7, 'pose13'],
  [8, 'pose14'],
  [9, 'pose15'],
  [10, 'pose16'],
];

/** The set has no scores; these are usual ones of the worker for points in and out of the frame. */
const SCORE = { face: 0.95, hand: 0.95, inside: 0.6, outside: 0.05 };

/** As the worker: hands count only while the wrist is within so many face heights of the mouth. */
const NEAR_FACE_HEIGHTS = 1.3;

/** A mimed intake without a moment in which the hand is this near is no intake at all, face widths. */
const LARGEST_CONTACT = 0.6;
/** The hand has set out while it is nearer than this, and so it is a hand near the face. */
const NEAR_FACE = 1;

/** Signs that people made before a webcam: hands at mouth, chin, cheek and brow. Nobody eats, some mime it. */
export function loadHolisticSigns(folder: string): LabelledSequence[] {
  const set = LandmarkSet.read(folder, 'holistic-signs');
  return set.sequences.map((sequence, index) => {
    const { label = '', source = 'unknown' } = sequence;
    const frames = Array.from({ length: sequence.frames }, (_, frame) => frameOf(set, sequence, frame));
    const kind = MIMED[label];
    const distances = distancesOf(frames);
    const intakes = kind ? mimedIntake(kind, frames, distances) : [];
    return {
      id: `holistic-signs/${index}-${label}`,
      set: 'holistic-signs',
      source: `holistic-${source}`,
      origin: 'mimed',
      framesPerSecond: FRAMES_PER_SECOND,
      frames,
      // A mimed intake that never comes near the mouth tells nothing, neither yes nor no.
      labelled: { mouth: false, intake: kind === undefined || intakes.length > 0 },
      mouth: [],
      intakes,
      negatives: kind ? [] : nearFace(label, frames, distances),
    };
  });
}

function frameOf(set: LandmarkSet, sequence: SetSequence, frame: number): FrameLandmarks {
  const place = (name: string): readonly [number, number] | null => {
    const point = set.point(sequence, frame, name);
    return isSeen(point) ? [point.x * FRAME.width, point.y * FRAME.height] : null;
  };
  const facePoints = facePointsOf(place);
  const hands = facePoints
    ? SIDES.flatMap((side) => handOf(side, place)).filter((hand) => isNearMouth(hand, facePoints))
    : [];
  return {
    capturedAt: Math.round((frame * 1000) / FRAMES_PER_SECOND),
    ...FRAME,
    lookedFor: { face: true, body: true, hands: hands.length > 0 },
    face: facePoints && { points: facePoints, score: SCORE.face },
    body: bodyOf(place),
    hands,
  };
}

type PlaceOf = (name: string) => readonly [number, number] | null;

function facePointsOf(place: PlaceOf): Float32Array | null {
  const points = new Float32Array(2 * FACE_POINTS).fill(NaN);
  for (const index of FACE) {
    const at = place(`face${index}`);
    if (!at) return null;
    points.set(at, 2 * index);
  }
  return points;
}

function bodyOf(place: PlaceOf): BodyLandmarks | null {
  const points = new Float32Array(2 * BODY_POINTS);
  const scores = new Float32Array(BODY_POINTS);
  for (const [index, name] of BODY) {
    const at = place(name);
    if (!at) return null;
    const [x, y] = at;
    points.set(at, 2 * index);
    scores[index] = x > 0 && y > 0 && x < FRAME.width && y < FRAME.height ? SCORE.inside : SCORE.outside;
  }
  return { points, scores };
}

function handOf(side: HandLandmarks['side'], place: PlaceOf): HandLandmarks[] {
  const points = new Float32Array(2 * HAND_POINTS);
  for (let index = 0; index < HAND_POINTS; index += 1) {
    const at = place(`${side}${index}`);
    if (!at) return [];
    points.set(at, 2 * index);
  }
  return [{ side, points, score: SCORE.hand }];
}

const UPPER_LIP = 13;
const FOREHEAD = 10;
const CHIN = 152;

function isNearMouth({ points }: HandLandmarks, face: Float32Array): boolean {
  const between = (a: Float32Array, i: number, b: Float32Array, j: number): number =>
    Math.hypot((a[2 * i] ?? 0) - (b[2 * j] ?? 0), (a[2 * i + 1] ?? 0) - (b[2 * j + 1] ?? 0));
  return between(points, 0, face, UPPER_LIP) < NEAR_FACE_HEIGHTS * between(face, FOREHEAD, face, CHIN);
}

/** Of the nearest hand in each frame, face widths; infinite where none is seen. */
function distancesOf(frames: readonly FrameLandmarks[]): number[] {
  return frames.map((frame) => {
    if (!frame.face) return Infinity;
    const face = measureFace(frame.face);
    return Math.min(...SIDES.map((side) => measureReach(frame, face, side).fingertip ?? Infinity));
  });
}

/** The set does not tell when: contact is where the hand first comes as near as it gets, nearly. A weak label. */
function mimedIntake(kind: IntakeKind, frames: readonly FrameLandmarks[], distances: readonly number[]): Intake[] {
  const nearest = Math.min(...distances);
  if (nearest > LARGEST_CONTACT) return [];
  const touches = (distance: number): boolean => distance <= nearest + 0.1;
  const contact = distances.findIndex(touches);
  const release = distances.findLastIndex(touches);
  const before = distances.slice(0, contact).findLastIndex((distance) => distance > NEAR_FACE);
  const after = distances.findIndex((distance, index) => index > release && distance > NEAR_FACE);
  const timeOf = (index: number): number => frames[index]?.capturedAt ?? 0;
  return [
    {
      kind,
      beganAt: timeOf(Math.max(before, 0)),
      contactAt: timeOf(contact),
      endedAt: timeOf(after < 0 ? frames.length - 1 : after),
    },
  ];
}

function nearFace(label: string, frames: readonly FrameLandmarks[], distances: readonly number[]): Negative[] {
  const first = distances.findIndex((distance) => distance < NEAR_FACE);
  if (first < 0) return [];
  const last = distances.findLastIndex((distance) => distance < NEAR_FACE);
  const what = `sign-${label || 'unnamed'}`;
  return [{ from: frames[first]?.capturedAt ?? 0, to: frames[last]?.capturedAt ?? 0, what }];
}
