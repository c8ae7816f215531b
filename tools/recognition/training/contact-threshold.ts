import { IntakeDecoder } from '../../../libs/recognition/src/motion/intake-decoder';
import type { StepJudge } from '../../../libs/recognition/src/motion/models/step-judgement';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { judgementsOf, type Judgements } from './judgements';

/** Contacts match within so much, ms. */
const TOLERANCE_MS = 1000;

/** Thresholds that are tried. */
const TRIED = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9] as const;

/** So much F1 is given for fewer false events: a bite that nobody took is worse than one that was not seen. */
const GIVEN_FOR_QUIET = 0.02;

/** When none of the sequences has an intake. */
const DEFAULT = 0.4;

interface JudgedSequence {
  readonly intakes: LabelledSequence['intakes'];
  readonly judgements: Judgements;
}

/**
 * The highest threshold at which nearly as many contacts are found for as few false ones as at the best one (F1 of events,
 * either kind).
 * @param sequences of sources that the model was not trained on
 */
export function contactThresholdFor(judge: StepJudge, sequences: readonly LabelledSequence[]): number {
  const judged = sequences
    .filter(({ labelled }) => labelled.intake)
    .map((sequence) => ({ intakes: sequence.intakes, judgements: judgementsOf(judge, sequence) }));
  if (!judged.some(({ intakes }) => intakes.length > 0)) return DEFAULT;
  const tried = TRIED.map((threshold) => ({ threshold, score: scoreAt(threshold, judged) }));
  const best = Math.max(...tried.map(({ score }) => score));
  return tried.filter(({ score }) => score >= best - GIVEN_FOR_QUIET).at(-1)?.threshold ?? DEFAULT;
}

function scoreAt(threshold: number, judged: readonly JudgedSequence[]): number {
  let [found, told, labelled] = [0, 0, 0];
  for (const { intakes, judgements } of judged) {
    const contacts = contactsOf(judgements, threshold);
    told += contacts.length;
    labelled += intakes.length;
    found += matched(intakes, contacts);
  }
  return told + labelled > 0 ? (2 * found) / (told + labelled) : 0;
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
