import type { FrameLandmarks } from '../../../libs/recognition/src/motion/frame-landmarks';

/** Where a sequence comes from: made up by the generator, people who really ate or spoke, people who pretended to. */
export type Origin = 'synthetic' | 'real' | 'mimed';

/** What a mouth does. `other` moves but neither chews nor talks: laughing, yawning, smiling, grimacing. */
export type MouthLabel = 'still' | 'chew' | 'talk' | 'other';

/** What was taken in: food, or something to drink. */
export type IntakeKind = 'bite' | 'sip';

/** A while in which the mouth does one thing. What lies between spans is not known. Times in ms, as `capturedAt`. */
export interface MouthSpan {
  readonly from: number;
  readonly to: number;
  readonly label: MouthLabel;
}

/** A bite or a sip. beganAt <= contactAt <= endedAt; ms, as `capturedAt`. */
export interface Intake {
  readonly kind: IntakeKind;
  /** The hand sets out for the mouth. */
  readonly beganAt: number;
  /** Food or vessel first touches the mouth. */
  readonly contactAt: number;
  /** The hand is back where it came from, or rests elsewhere: the whole gesture is over. */
  readonly endedAt: number;
}

/** A hand or a thing near the face that is no intake. Times in ms, as `capturedAt`. */
export interface Negative {
  readonly from: number;
  readonly to: number;
  /** What it is, in the words of its set: 'phone', 'chin-rest', 'smoking'... */
  readonly what: string;
}

/** Which questions the labels of a sequence answer; where one says no, the absence of its labels means nothing. */
export interface LabelledQuestions {
  /** Whether {@link LabelledSequence.mouth} tells what the mouth does. */
  readonly mouth: boolean;
  /** Whether {@link LabelledSequence.intakes} lists every bite and sip. */
  readonly intake: boolean;
}

/** Landmarks over time with what happened: the one form in which training and evaluation see all data. */
export interface LabelledSequence {
  /** Unique among all sets. */
  readonly id: string;
  /** The set that it belongs to, for instance 'synthetic', 'people', 'chewing'. */
  readonly set: string;
  /** What is left out at a time when judging on strangers: a person, a signer, a subject or a clip. */
  readonly source: string;
  readonly origin: Origin;
  /** How many frames were taken in a second, on average. */
  readonly framesPerSecond: number;
  /** In the order of time. Points of the face that a set does not know are NaN. */
  readonly frames: readonly FrameLandmarks[];
  readonly labelled: LabelledQuestions;
  readonly mouth: readonly MouthSpan[];
  readonly intakes: readonly Intake[];
  readonly negatives: readonly Negative[];
}
