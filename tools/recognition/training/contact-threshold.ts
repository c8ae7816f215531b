import { IntakeDecoder } from '../../../apps/ai-worker/src/motion/intake-decoder';
import type { StepJudgement } from '../../../apps/ai-worker/src/motion/models/step-judgement';
import type { StepJudge } from '../../../apps/ai-worker/src/motion/models/trained-heads';
import { StepWindow } from '../../../apps/ai-worker/src/motion/steps/step-window';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/** Contacts match within so much, ms. */
const TOLERANCE_MS = 1000;

/** Thresholds that are tried. */
const TRIED = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75] as const;

/** When none of the sequences has an intake. */
const DEFAULT = 0.4;

/** What a model says at every step of a sequence. */
type Judgements = readonly { readonly at: number; readonly judgement: StepJudgement }[];

/**
 * The threshold that finds most contacts for the fewest false ones (F1 of events, either kind).
 * @param sequences of sources that the model was not trained on
 */
export function contactThresholdFor(judge: StepJudge, sequences: readonly LabelledSequence[]): number {
  const judged = sequences
    .filter(({ labelled }) => labelled.intake)
    .map(({ frames, intakes }) => ({ intakes, judgements: judgementsOf(judge, frames) }));
  if (!judged.some(({ intakes }) => intakes.length > 0)) return DEFAULT;
  let best: { readonly threshold: number; readonly score: number } = { threshold: DEFAULT, score: -1 };
  for (const threshold of TRIED) {
    let [found, told, labelled] = [0, 0, 0];
    for (const { intakes, judgements } of judged) {
      const contacts = contactsOf(judgements, threshold);
      told += contacts.length;
      labelled += intakes.length;
      found += matched(intakes, contacts);
    }
    const score = told + labelled > 0 ? (2 * found) / (told + labelled) : 0;
    if (score > best.score) best = { threshold, score };
  }
  return best.threshold;
}

function judgementsOf(judge: StepJudge, frames: LabelledSequence['frames']): Judgements {
  const window = new StepWindow();
  const judgements: { readonly at: number; readonly judgement: StepJudgement }[] = [];
  for (const frame of frames) window.add(frame, (at) => judgements.push({ at, judgement: judge(window) }));
  return judgements;
}

function contactsOf(judgements: Judgements, threshold: number): number[] {
  const decoder = new IntakeDecoder();
  return judgements.flatMap(({ at, judgement }) =>
    decoder.step(at, judgement, () => at, threshold).map(({ contactAt }) => contactAt),
  );
}

function matched(intakes: LabelledSequence['intakes'], contacts: readonly number[]): number {
  const open = intakes.map(({ contactAt }) => contactAt);
  for (const contact of contacts) {
    const match = open.findIndex((own) => Math.abs(own - contact) <= TOLERANCE_MS);
    if (match >= 0) open.splice(match, 1);
  }
  return intakes.length - open.length;
}
