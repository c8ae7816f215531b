import { BothHands } from './both-hands';
import type { FaceMeasures } from './face-geometry';
import type { FrameLandmarks } from './frame-landmarks';
import type { HandContact, HandUpdate } from './hand-approach';
import { HeadPitch } from './head-pitch';
import { guessMotion, type MotionGuess } from './motion-rules';
import type { SeenEvent } from './motion-update';
import { judgeMouth, MouthWatch, type MouthMotion } from './mouth-motion';
import type { Presence } from './presence';

/** A face that was lost still says where the mouth is for this long, ms: a glass or a hand covers it. */
const FACE_KEPT_MS = 1000;

/** What the rules say of a frame. */
export interface RulesUpdate extends MotionGuess {
  readonly events: readonly SeenEvent[];
  /** Whether a bite or sip may be under way. */
  readonly underWay: boolean;
}

/** Follows hands, head and mouth of one participant by fixed rules: the baseline that a trained model has to beat. */
export class RulesWatch {
  private readonly hands = new BothHands();
  private readonly headPitch = new HeadPitch();
  private readonly mouthWatch = new MouthWatch();
  /** Null until it has been seen for long enough; a mouth that a hand has just left is still until it is seen to move. */
  private mouth: MouthMotion | null = null;
  /** What goes on more easily than it begins: the last motion of the mouth, or chewing after a hand was there. */
  private mouthExpected: MouthMotion = 'still';
  private lastFace: { readonly at: number; readonly measures: FaceMeasures } | null = null;

  /**
   * Takes the next frame; frames come in the order in which they were taken.
   * @param face the measures of its face, or null where none was found
   */
  update(frame: FrameLandmarks, face: FaceMeasures | null, presence: Presence): RulesUpdate {
    const at = frame.capturedAt;
    if (face) this.lastFace = { at, measures: face };
    const hands = this.followHands(frame, face);
    this.followMouth(at, face, hands.contact);
    const { contact, events, underWay } = hands;
    return { ...guessMotion({ presence, contact, mouth: this.mouth }), events, underWay };
  }

  /** Forgets what it saw. */
  clear(): void {
    this.hands.clear();
    this.mouthWatch.clear();
    this.mouth = null;
    this.lastFace = null;
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
}
