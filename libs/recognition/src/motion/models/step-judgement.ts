import type { StepWindow } from '../steps/step-window';

/** What a mouth does, in the order of a model's classes. `other` moves but neither chews nor talks: laughs, yawns. */
export const MOUTH_CLASSES = ['still', 'chew', 'talk', 'other'] as const;

/** One of {@link MOUTH_CLASSES}. */
export type MouthClass = (typeof MOUTH_CLASSES)[number];

/** What is taken in, in the order of a model's classes. */
export const INTAKE_CLASSES = ['none', 'bite', 'sip'] as const;

/** One of {@link INTAKE_CLASSES}. */
export type IntakeClass = (typeof INTAKE_CLASSES)[number];

/** So many steps after a moment a model is asked whether a contact began at it: by then the hand has shown more. */
export const CONTACT_LAG_STEPS = 8;

/** What a trained model says at one step; each record of probabilities makes 1 together. */
export interface StepJudgement {
  /** What the mouth does now; null where too little of a face was seen. */
  readonly mouth: Readonly<Record<MouthClass, number>> | null;
  /** What is at the mouth now. */
  readonly holding: Readonly<Record<IntakeClass, number>>;
  /** What first touched the mouth {@link CONTACT_LAG_STEPS} ago, to within 0.4 s. */
  readonly contact: Readonly<Record<IntakeClass, number>>;
}

/** Judges the newest step of a window. */
export type StepJudge = (window: StepWindow) => StepJudgement;
