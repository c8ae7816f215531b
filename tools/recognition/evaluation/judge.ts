import type { EatingEvent, Motion } from '@bapsang/shared';
import { MotionTracker } from '../../../libs/recognition/src/motion/motion-tracker';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/** What was told at one frame. */
export interface JudgedStep {
  /** When the frame was taken, ms. */
  readonly at: number;
  readonly motion: Motion;
  /** How sure of it, 0 to 1. */
  readonly confidence: number;
  readonly probabilities: Readonly<Record<Motion, number>>;
  /** Chews in a second, where it is told. */
  readonly chewingRate?: number | null;
}

/** All that was told of one sequence. */
export interface Judged {
  readonly steps: readonly JudgedStep[];
  readonly events: readonly EatingEvent[];
}

/** Watches a whole sequence, frame after frame, and tells what it sees; it looks at frames only, never at labels. */
export type Judge = (sequence: LabelledSequence) => Judged;

/** A way of recognising motions, before it has learnt anything. */
export interface Candidate {
  /** Short and unique, for instance 'rules', 'logistic'. */
  readonly name: string;
  /** False where {@link train} needs no sequences. */
  readonly learns?: boolean;
  /** Learns from labelled sequences. */
  train(sequences: readonly LabelledSequence[]): Judge | Promise<Judge>;
}

/** A judge that shows each sequence to a motion tracker of its own. */
export function trackerJudge(makeTracker: () => MotionTracker): Judge {
  return ({ frames }) => {
    const tracker = makeTracker();
    const updates = frames.map((frame) => ({ at: frame.capturedAt, ...tracker.update(frame) }));
    return {
      steps: updates.map(({ at, motion, confidence, probabilities, chewingRate }) => ({
        ...{ at, motion, confidence, probabilities, chewingRate },
      })),
      events: updates.flatMap(({ events }) => events),
    };
  };
}

/** The rules as they are, which learn nothing: what every other candidate is measured against. */
export const RULES: Candidate = { name: 'rules', learns: false, train: () => trackerJudge(() => new MotionTracker()) };
