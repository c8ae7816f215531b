import { chewingRateOf } from './features/mouth-features';
import { approachBegin, IntakeDecoder, isApproaching } from './intake-decoder';
import type { LearntModel } from './motion-model';
import { probabilitiesOf, type MotionProbabilities } from './motion-probabilities';
import type { SeenEvent } from './motion-update';
import type { Presence } from './presence';
import type { StepJudgement } from './models/step-judgement';
import type { StepWindow } from './steps/step-window';

/** With less than this for the likeliest motion it is not told. */
const LEAST_SURE = 0.45;

/** Follows one participant by a trained model, step by step of motion's own clock. */
export class LearntWatch {
  private readonly intakes = new IntakeDecoder();
  private judgement: StepJudgement | null = null;
  private rate: number | null = null;
  private approaches = false;

  /**
   * Takes the newest step of the window.
   * @returns bites and sips that ended with it
   */
  step(at: number, window: StepWindow, model: LearntModel): SeenEvent[] {
    this.judgement = model.judge(window);
    this.rate = chewingRateOf(window);
    this.approaches = isApproaching(window);
    return this.intakes.step(at, this.judgement, () => approachBegin(window, at), model.contactThreshold);
  }

  /** How often a second the jaw goes up and down, should it chew, Hz. */
  get chewingRate(): number | null {
    return this.rate;
  }

  /** Whether a bite or sip may be under way. */
  get underWay(): boolean {
    return this.approaches || this.intakes.underWay;
  }

  /** How likely each motion is. */
  probabilities(presence: Presence): MotionProbabilities {
    if (presence === 'nobody') return probabilitiesOf({ away: 1 });
    if (!this.judgement) return probabilitiesOf({ unknown: 1 });
    const { mouth, holding } = this.judgement;
    const { bite, sip: drink, none } = holding;
    if (!mouth || presence === 'body') return probabilitiesOf({ bite, drink, unknown: none });
    const { chew, talk, still, other } = mouth;
    return probabilitiesOf({ bite, drink, chew: none * chew, talk: none * talk, idle: none * (still + other) });
  }

  /** Forgets what it saw. */
  clear(): void {
    this.intakes.clear();
    this.judgement = null;
    this.rate = null;
    this.approaches = false;
  }
}

/** The likeliest motion, or `unknown` where none is likely enough. */
export function likeliestOf(probabilities: MotionProbabilities): keyof MotionProbabilities {
  const ranked = Object.entries(probabilities).sort(([, a], [, b]) => b - a) as [keyof MotionProbabilities, number][];
  const [motion, probability] = ranked[0] ?? ['unknown', 0];
  return probability >= LEAST_SURE ? motion : 'unknown';
}
