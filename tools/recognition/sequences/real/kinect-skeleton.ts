import {
  BODY_POINTS,
  FACE_POINTS,
  type BodyLandmarks,
  type FrameLandmarks,
} from '../../../../libs/recognition/src/motion/frame-landmarks';
import { meanFace } from '../../generator/face-shape';
import type { LandmarkSet, SetSequence, SpacePoint } from './landmark-set';

/** How a set describes its skeletons. */
export interface SkeletonTraits {
  /** Metres per unit. */
  readonly unit: number;
  /** Whether left and right are exchanged, as in a mirror. */
  readonly isMirrored: boolean;
  /** Whether the wrist is a point of its own; elsewhere `hand` is the palm. */
  readonly hasWrist: boolean;
}

/** How they are laid into the frame of a webcam: without perspective, the face this wide, the mouth here. Pixels. */
const FRAME = { width: 320, height: 240, faceWidth: 70, mouthX: 160, mouthY: 110 };

/** Cheek to cheek, metres (bizygomatic breadth of adults with some cheek). */
const FACE_WIDTH = 0.145;
/** From the skeleton's head down to the mouth, and from the wrist to the middle of the palm, metres. */
const HEAD_TO_MOUTH = 0.07;
const WRIST_TO_PALM = 0.08;

/** Kinect tracks what it sees well enough. */
const SCORE = { face: 0.95, inside: 0.6, outside: 0.05 };

const FACE = meanFace();

/** [point in COCO order, joint, ...]. */
const JOINTS: readonly (readonly [number, string])[] = [
  [5, 'shoulderL'],
  [6, 'shoulderR'],
  [7, 'elbowL'],
  [8, 'elbowR'],
];
const WRISTS = [
  [9, 'L'],
  [10, 'R'],
] as const;

/** Head points of the body and the mesh's points that lie there: nose, eyes, ears; the left ones to the picture's right. */
const HEAD_POINTS: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 386],
  [2, 159],
  [3, 454],
  [4, 234],
];

/** A skeleton in one frame of a set. */
export class KinectSkeleton {
  constructor(
    private readonly set: LandmarkSet,
    private readonly sequence: SetSequence,
    private readonly index: number,
    private readonly traits: SkeletonTraits,
  ) {}

  /** From the nearer hand to the head in space, metres. */
  get handToHead(): number {
    const head = this.joint('head');
    return Math.min(
      ...['handL', 'handR'].map((name) => {
        const { x, y, z } = this.joint(name);
        return Math.hypot(x - head.x, y - head.y, z - head.z);
      }),
    );
  }

  /** As a webcam would see it. */
  frame(capturedAt: number): FrameLandmarks {
    const { width, height } = FRAME;
    const face = this.face();
    return {
      ...{ capturedAt, width, height },
      lookedFor: { face: true, body: true, hands: false },
      face: { points: face, score: SCORE.face },
      body: this.body(face),
      hands: [],
    };
  }

  private joint(name: string): SpacePoint {
    const { x, y, z } = this.set.point(this.sequence, this.index, name);
    const { unit, isMirrored } = this.traits;
    return { x: x * unit * (isMirrored ? -1 : 1), y: y * unit, z: z * unit };
  }

  /** In the picture, pixels: the head's usual place is that of the first frame. */
  private place({ x, y }: Pick<SpacePoint, 'x' | 'y'>): [number, number] {
    const scale = FRAME.faceWidth / FACE_WIDTH;
    const home = new KinectSkeleton(this.set, this.sequence, 0, this.traits).joint('head');
    return [FRAME.mouthX + (x - home.x) * scale, FRAME.mouthY - (y - home.y + HEAD_TO_MOUTH) * scale];
  }

  private face(): Float32Array {
    const head = this.joint('head');
    const [mouthX, mouthY] = this.place({ x: head.x, y: head.y - HEAD_TO_MOUTH });
    const points = new Float32Array(2 * FACE_POINTS).fill(NaN);
    for (const { index, x, y } of FACE) {
      points.set([mouthX + x * FRAME.faceWidth, mouthY + y * FRAME.faceWidth], 2 * index);
    }
    return points;
  }

  private body(face: Float32Array): BodyLandmarks {
    const points = new Float32Array(2 * BODY_POINTS);
    const scores = new Float32Array(BODY_POINTS);
    const put = (index: number, [x, y]: readonly [number, number]): void => {
      points.set([x, y], 2 * index);
      scores[index] = x > 0 && x < FRAME.width && y > 0 && y < FRAME.height ? SCORE.inside : SCORE.outside;
    };
    for (const [index, mesh] of HEAD_POINTS) put(index, [face[2 * mesh] ?? 0, face[2 * mesh + 1] ?? 0]);
    for (const [index, name] of JOINTS) put(index, this.place(this.joint(name)));
    for (const [index, side] of WRISTS) put(index, this.place(this.wrist(side)));
    return { points, scores };
  }

  private wrist(side: 'L' | 'R'): SpacePoint {
    if (this.traits.hasWrist) return this.joint(`wrist${side}`);
    const hand = this.joint(`hand${side}`);
    const elbow = this.joint(`elbow${side}`);
    const length = Math.max(Math.hypot(hand.x - elbow.x, hand.y - elbow.y, hand.z - elbow.z), 0.01);
    const share = Math.min(WRIST_TO_PALM / length, 0.5);
    return {
      x: hand.x + share * (elbow.x - hand.x),
      y: hand.y + share * (elbow.y - hand.y),
      z: hand.z + share * (elbow.z - hand.z),
    };
  }
}
