import type { StepJudge, StepJudgement } from '../../../libs/recognition/src/motion/models/step-judgement';
import { StepWindow } from '../../../libs/recognition/src/motion/steps/step-window';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/** What a model says at every step of a sequence. */
export type Judgements = readonly { readonly at: number; readonly judgement: StepJudgement }[];

/** Shows a sequence to a model. */
export function judgementsOf(judge: StepJudge, { frames }: LabelledSequence): Judgements {
  const window = new StepWindow();
  const judgements: { readonly at: number; readonly judgement: StepJudgement }[] = [];
  for (const frame of frames) window.add(frame, (at) => judgements.push({ at, judgement: judge(window) }));
  return judgements;
}
