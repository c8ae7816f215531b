import { BothHands } from './both-hands';
import { measureFace, type FaceMeasures } from './face-geometry';
import type { FrameLandmarks } from './frame-landmarks';
import type { HandContact, HandUpdate } from './hand-approach';
import { HeadPitch } from './head-pitch';
import { Hysteresis } from './hysteresis';
import { guessMotion } from './motion-rules';
import type { MotionUpdate } from './motion-update';
import { judgeMouth, MouthWatch, type MouthMotion } from './mouth-motion';
import { PresenceWatch } from './presence';

/** After a hole this long nothing that went before is worth anything, ms. */
const LONGEST_HOLE_MS = 2000;

/** A face that was lost still says where the mouth is for this long, ms: a glass or a hand covers it. */
const FACE_KEPT_MS = 1000;

/**
 * Turns the landmarks of one participant, frame after frame, into motions and events. It has no clock: time is that of
 * the frames, and whatever rate they come at, the same happens.
 */
export class MotionTracker {
  private readonly presence = new PresenceWatch();
  private readonly hands = new BothHands();
  private readonly headPitch = new HeadPitch();
  private readonly mouthWatch = new MouthWatch();
  private readonly hysteresis = new Hysteresis();
  /** Null until it has been seen for long enough; a mouth that a hand has just left is still until it is seen to move. */
  private mouth: MouthMotion | null = null;
  /** What goes on more easily than it begins: the last motion of the mouth, or chewing after a hand was there. */
  private mouthExpected: MouthMotion = 'still';
  private lastFace: { readonly at: number; readonly measures: FaceMeasures } | null = null;
  private lastAt: number | null = null;

  /** Takes the next frame; frames come in the order in which they were taken. */
  update(frame: FrameLandmarks): MotionUpdate {
    const at = frame.capturedAt;
    if (this.lastAt !== null && at - this.lastAt > LONGEST_HOLE_MS) this.forget();
    this.lastAt = at;
    const presence = this.presence.update(frame);
    const face = frame.face && measureFace(frame.face);
    if (face) this.lastFace = { at, measures: face };
    const hands = this.followHands(frame, face);
    this.followMouth(at, face, hands.contact);
    const { motion, confidence } = guessMotion({ presence, contact: hands.contact, mouth: this.mouth });
    const held = this.hysteresis.update(at, motion);
    return { ...held, confidence: held.motion === motion ? confidence : confidence / 2, events: hands.events };
  }

  private followHands(frame: FrameLandmarks, face: FaceMeasures | null): HandUpdate {
    const at = frame.capturedAt;
    if (face) this.headPitch.update(at, face, this.hands.isTouching);
    return this.hands.update(frame, face ?? this.keptFace(at), face && this.headPitch.isBack);
  }

  private followMouth(at: number, face: FaceMeasures | null, contact: HandContact): void {
    if (contact !== 'none') {
      this.mouthWatch.clear();
      this.mouth = 'still';
      this.mouthExpected = 'chew';
      return;
    }
    if (!face) {
      this.mouth = null;
      return;
    }
    this.mouthWatch.add(at, face);
    const features = this.mouthWatch.features();
    if (!features) return;
    this.mouth = judgeMouth(features, this.mouthExpected);
    this.mouthExpected = this.mouth;
  }

  private keptFace(at: number): FaceMeasures | null {
    return this.lastFace && at - this.lastFace.at <= FACE_KEPT_MS ? this.lastFace.measures : null;
  }

  private forget(): void {
    this.presence.clear();
    this.hands.clear();
    this.mouthWatch.clear();
    this.mouth = null;
    this.lastFace = null;
  }
}
