import type { Motion } from '@bapsang/shared';
import { areWhole, measureFace } from './face-geometry';
import type { FrameLandmarks } from './frame-landmarks';
import { Hysteresis } from './hysteresis';
import { LearntWatch, likeliestOf } from './learnt-watch';
import { RULES, type LearntModel, type MotionModel } from './motion-model';
import { probabilitiesOfGuess, type MotionProbabilities } from './motion-probabilities';
import type { MotionUpdate, SeenEvent } from './motion-update';
import { PresenceWatch, type Presence } from './presence';
import { RulesWatch } from './rules-watch';
import { StepWindow } from './steps/step-window';

/** After a hole this long nothing that went before is worth anything, ms. */
const LONGEST_HOLE_MS = 2000;

/** What is seen in one frame, before it is held against flicker. */
interface Seen {
  readonly motion: Motion;
  readonly probabilities: MotionProbabilities;
  readonly events: readonly SeenEvent[];
  readonly underWay: boolean;
}

/**
 * Turns the landmarks of one participant, frame after frame, into motions and events. It has no clock: time is that of
 * the frames, and whatever rate they come at, the same happens.
 */
export class MotionTracker {
  private readonly presence = new PresenceWatch();
  private readonly window = new StepWindow();
  private readonly rules = new RulesWatch();
  private readonly learnt = new LearntWatch();
  private readonly hysteresis = new Hysteresis();
  private lastAt: number | null = null;

  /** @param model what turns features into motions; the rules when not said */
  constructor(private model: MotionModel = RULES) {}

  /** Takes another model from the next frame on; everything that is remembered of the participant stays. */
  useModel(model: MotionModel): void {
    this.model = model;
  }

  /** Learns the participant's neutral face from the next ten seconds in which a face and no hand near it is seen. */
  calibrate(): void {
    this.window.calibrate();
  }

  /** Takes the next frame; frames come in the order in which they were taken. */
  update(frame: FrameLandmarks): MotionUpdate {
    const at = frame.capturedAt;
    if (this.lastAt !== null && at - this.lastAt > LONGEST_HOLE_MS) this.forget();
    this.lastAt = at;
    const presence = this.presence.update(frame);
    const { learnt } = this.model;
    const seen = learnt ? this.learn(frame, presence, learnt) : this.follow(frame, presence);
    const held = this.hysteresis.update(at, seen.motion);
    return {
      ...held,
      confidence: seen.probabilities[held.motion],
      probabilities: seen.probabilities,
      chewingRate: held.motion === 'chew' ? this.learnt.chewingRate : null,
      events: seen.events,
      underWay: seen.underWay,
    };
  }

  private learn(frame: FrameLandmarks, presence: Presence, model: LearntModel): Seen {
    const events: SeenEvent[] = [];
    this.window.add(frame, (at) => events.push(...this.learnt.step(at, this.window, model)));
    const probabilities = this.learnt.probabilities(presence);
    return { motion: likeliestOf(probabilities), probabilities, events, underWay: this.learnt.underWay };
  }

  private follow(frame: FrameLandmarks, presence: Presence): Seen {
    const measured = frame.face && measureFace(frame.face);
    const face = measured && areWhole(measured) ? measured : null;
    const { motion, confidence, events, underWay } = this.rules.update(frame, face, presence);
    return { motion, probabilities: probabilitiesOfGuess(motion, confidence), events, underWay };
  }

  private forget(): void {
    this.presence.clear();
    this.window.clear();
    this.rules.clear();
    this.learnt.clear();
  }
}
