import { FACE_POINT } from '@bapsang/recognition/motion/face-geometry';
import { FACE_POINTS, HAND_POINTS, type FrameLandmarks } from '@bapsang/recognition/motion/frame-landmarks';

/** Where the measured points of a made-up face lie: in face widths from the middle of the eyes, y downwards. */
const FACE: Readonly<Record<keyof typeof FACE_POINT, readonly [number, number]>> = {
  noseTip: [0, 0.35],
  forehead: [0, -0.35],
  upperLip: [0, 0.58],
  lowerLip: [0, 0.6],
  lowerLipEdge: [0, 0.67],
  rightEyeCorner: [-0.35, 0],
  leftEyeCorner: [0.35, 0],
  rightMouthCorner: [-0.18, 0.6],
  leftMouthCorner: [0.18, 0.6],
  chin: [0, 0.95],
  rightCheek: [-0.5, 0.2],
  leftCheek: [0.5, 0.2],
};

const WIDTH = 320;
const HEIGHT = 240;
const FACE_WIDTH = 80;
const EYES = { x: 160, y: 90 };

/** Frames a second; how long the window is, ms. */
const RATE = 8;
const DURATION = 8000;

/** Somebody chews at this rate, Hz, by as much as this, in face widths. */
const CHEWING = 1.4;
const JAW = 0.06;

/** When the hand comes to the mouth and goes again, ms. */
const HAND_COMES = 2000;
const HAND_TOUCHES = 3000;
const HAND_LEAVES = 4000;
const HAND_GONE = 5000;

/** Eight seconds of a made-up participant who takes a bite and chews: enough to run every part of a motion model once. */
export function madeUpWindow(): FrameLandmarks[] {
  return Array.from({ length: (DURATION / 1000) * RATE }, (_, index) => frameAt((index * 1000) / RATE));
}

function frameAt(capturedAt: number): FrameLandmarks {
  const hand = handAt(capturedAt);
  return {
    capturedAt,
    width: WIDTH,
    height: HEIGHT,
    lookedFor: { face: true, body: true, hands: true },
    face: { points: faceAt(capturedAt), score: 0.95 },
    body: null,
    hands: hand ? [{ side: 'right', points: hand, score: 0.9 }] : [],
  };
}

function faceAt(at: number): Float32Array {
  const points = new Float32Array(2 * FACE_POINTS);
  const drop = JAW * (0.5 + 0.5 * Math.sin((2 * Math.PI * CHEWING * at) / 1000));
  const moved: readonly string[] = ['lowerLip', 'lowerLipEdge', 'chin'];
  // Points that nobody measures lie between the eyes.
  for (let index = 0; index < FACE_POINTS; index += 1) points.set([EYES.x, EYES.y], 2 * index);
  for (const [name, [x, y]] of Object.entries(FACE)) {
    const index = FACE_POINT[name as keyof typeof FACE_POINT];
    const down = moved.includes(name) ? y + drop : y;
    points.set([EYES.x + x * FACE_WIDTH, EYES.y + down * FACE_WIDTH], 2 * index);
  }
  return points;
}

/** All points of the hand in one place, which moves from below to the mouth and back. */
function handAt(at: number): Float32Array | null {
  if (at < HAND_COMES || at > HAND_GONE) return null;
  const coming = Math.min(1, (at - HAND_COMES) / (HAND_TOUCHES - HAND_COMES));
  const going = Math.max(0, (at - HAND_LEAVES) / (HAND_GONE - HAND_LEAVES));
  const distance = 1.5 * (1 - coming + going);
  const points = new Float32Array(2 * HAND_POINTS);
  for (let index = 0; index < HAND_POINTS; index += 1) {
    points.set([EYES.x + 5, EYES.y + (0.6 + distance) * FACE_WIDTH], 2 * index);
  }
  return points;
}
