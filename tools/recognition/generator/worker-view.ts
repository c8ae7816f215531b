import type { FrameLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';
import { BodyEye } from './body-eye';
import type { Camera, View } from './camera';
import { FaceEye } from './face-eye';
import { HandEye } from './hand-eye';
import type { Person } from './person';
import type { Random } from './random';
import type { SeeingConditions } from './seeing-conditions';

/**
 * Sees a person as the worker's models do: landmarks with their noise, mouths disturbed by what covers them, hands only
 * near the mouth and often lost there. Frames come in the order of time.
 */
export class WorkerView {
  private readonly faceEye: FaceEye;
  private readonly bodyEye: BodyEye;
  private readonly handEye: HandEye;
  private frames = 0;

  constructor(
    private readonly camera: Camera,
    person: Person,
    private readonly conditions: SeeingConditions,
    random: Random,
  ) {
    this.faceEye = new FaceEye(camera, person, conditions, random.fork('face'));
    this.bodyEye = new BodyEye(camera, conditions, random.fork('body'));
    this.handEye = new HandEye(camera, conditions, random.fork('hands'));
  }

  /** What is seen at a moment, whole ms. */
  see(view: View, capturedAt: number): FrameLandmarks {
    const { width, height } = this.camera;
    const face = this.faceEye.see(view, capturedAt);
    const isBodyLookedFor = this.frames % this.conditions.bodyEvery === 0;
    this.frames += 1;
    const body = isBodyLookedFor ? this.bodyEye.see(view) : null;
    const { lookedFor, hands } = this.handEye.see(
      view,
      this.bodyEye.last,
      this.faceEye.lastPlace(capturedAt),
      capturedAt,
    );
    return {
      capturedAt,
      width,
      height,
      lookedFor: { face: true, body: isBodyLookedFor, hands: lookedFor },
      face,
      body,
      hands,
    };
  }
}
