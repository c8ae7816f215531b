import { BODY_POINTS, type BodyLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import type { PicturePlace } from './arm';
import type { Camera, View } from './camera';
import { SIDES, type Side } from './hand-path';
import type { Random } from './random';
import type { SeeingConditions } from './seeing-conditions';

/** Points in COCO order. */
const NOSE = 0;
export const BODY_POINTS_OF: Readonly<
  Record<Side, Readonly<Record<'eye' | 'ear' | 'shoulder' | 'elbow' | 'wrist', number>>>
> = {
  left: { eye: 1, ear: 3, shoulder: 5, elbow: 7, wrist: 9 },
  right: { eye: 2, ear: 4, shoulder: 6, elbow: 8, wrist: 10 },
};

/** Points of the mesh that lie where the body's are; the left ones are to the picture's right. */
const MESH_OF = { nose: 1, left: { eye: 386, ear: 454 }, right: { eye: 159, ear: 234 } } as const;

/** Spread of errors in face widths: MoveNet sees a frame as 160 x 128. */
const ERROR = { head: 0.03, shoulder: 0.07, elbow: 0.14, wrist: 0.09 } as const;

/** Sees bodies as MoveNet does. */
export class BodyEye {
  private found: BodyLandmarks | null = null;
  /** MoveNet puts the wrist anywhere between its joint and the palm; where, changes slowly. */
  private readonly intoPalm: Record<Side, number>;
  private readonly sureness: number;

  constructor(
    private readonly camera: Camera,
    private readonly conditions: SeeingConditions,
    private readonly random: Random,
  ) {
    this.intoPalm = { left: random.between(0, 0.35), right: random.between(0, 0.35) };
    this.sureness = random.between(0.5, 1.1);
  }

  /** The body that was seen last, which leads to the hands. */
  get last(): BodyLandmarks | null {
    return this.found;
  }

  /** The body in a frame. */
  see(view: View): BodyLandmarks {
    const points = new Float32Array(2 * BODY_POINTS);
    const scores = Float32Array.from({ length: BODY_POINTS }, () => this.random.between(0, 0.08));
    const put = (index: number, place: PicturePlace, error: number, score: number): void => {
      const noise = error * view.unit * this.conditions.noise;
      const x = place.x + this.random.normal(0, noise);
      const y = place.y + this.random.normal(0, noise);
      const { width, height } = this.camera;
      const isInside = x > 0 && x < width && y > 0 && y < height;
      // What is outside is laid somewhere at the edge, with low scores.
      points[2 * index] = Math.min(Math.max(x, 0), width);
      points[2 * index + 1] = Math.min(Math.max(y, 0), height);
      scores[index] = isInside ? Math.min(Math.max(score * this.sureness, 0.01), 0.95) : this.random.between(0, 0.15);
    };
    const faceAt = (index: number): PicturePlace =>
      view.face.find(({ shape }) => shape.index === index)?.place ?? view.mouth;
    put(NOSE, faceAt(MESH_OF.nose), ERROR.head, this.random.between(0.5, 0.85));
    for (const side of SIDES) {
      const own = BODY_POINTS_OF[side];
      put(own.eye, faceAt(MESH_OF[side].eye), ERROR.head, this.random.between(0.5, 0.85));
      put(own.ear, faceAt(MESH_OF[side].ear), ERROR.head, this.random.between(0.3, 0.8));
      put(own.shoulder, view.arms[side].shoulder, ERROR.shoulder, this.random.between(0.4, 0.85));
      put(own.elbow, view.arms[side].elbow, ERROR.elbow, this.random.between(0.2, 0.7));
      put(own.wrist, this.wristOf(view, side), ERROR.wrist, this.wristScore(view, side));
    }
    this.confuseWrists(points, scores);
    this.found = { points, scores };
    return this.found;
  }

  private wristOf(view: View, side: Side): PicturePlace {
    this.intoPalm[side] = Math.min(Math.max(this.intoPalm[side] + this.random.normal(0, 0.04), 0), 0.4);
    const { wrist, hand } = view.arms[side];
    const palm = hand[9] ?? wrist;
    const share = this.intoPalm[side] * 2;
    return { x: wrist.x + share * (palm.x - wrist.x), y: wrist.y + share * (palm.y - wrist.y) };
  }

  private wristScore({ handPoses, arms, mouth, unit }: View, side: Side): number {
    const atFace = Math.hypot(arms[side].wrist.x - mouth.x, arms[side].wrist.y - mouth.y) < unit;
    const usual = this.random.between(0.25, 0.75);
    return atFace ? usual * (1 - 0.45 * handPoses[side].hidden) : usual;
  }

  /** Now and then both wrists are put on one hand. */
  private confuseWrists(points: Float32Array, scores: Float32Array): void {
    if (!this.random.chance(0.03 * this.conditions.losses)) return;
    const [from, to] = this.random.chance(0.5) ? [9, 10] : [10, 9];
    points.copyWithin(2 * to, 2 * from, 2 * from + 2);
    scores[to] = (scores[from] ?? 0) * this.random.between(0.4, 1);
  }
}
