import type { LabelledSequence } from '../sequences/labelled-sequence';
import { underCondition, type Condition } from './conditions';
import { makeFolds } from './folds';
import type { Candidate } from './judge';
import { measureTrial, type Trial } from './measure-trial';

/** What a candidate is judged on and how. */
export interface Course {
  /** Recordings: each is judged by what was trained without its source. */
  readonly recordings: readonly LabelledSequence[];
  /** Made-up sequences to train on. */
  readonly syntheticTraining: readonly LabelledSequence[];
  /** Made-up sequences of another seed, never trained on. */
  readonly syntheticHeld: readonly LabelledSequence[];
  readonly folds: number;
  readonly conditions: readonly Condition[];
  readonly seed: number;
  /** The folder of the shared data. */
  readonly data: string;
}

/** How a candidate did under each condition, in their order. */
export interface CandidateRun {
  readonly name: string;
  readonly trials: readonly (readonly Trial[])[];
}

/**
 * Trains a candidate without the sources of a fold, lets it judge them under every condition, and so on for each fold. The
 * made-up sequences that are held out are judged by what the first fold trained: no seed of theirs was trained on anywhere.
 * @param log told about every fold, for it can take minutes
 */
export async function runCandidate(
  candidate: Candidate,
  course: Course,
  log: (line: string) => void,
): Promise<CandidateRun> {
  const { recordings, syntheticTraining, syntheticHeld, conditions, seed, data } = course;
  const trials = conditions.map((): Trial[] => []);
  const folds = makeFolds(recordings, course.folds, seed);
  const parts = folds.length > 0 ? folds : [{ training: [], held: [] }];
  for (const [index, { training, held }] of parts.entries()) {
    log(`${candidate.name}: part ${index + 1} of ${parts.length}`);
    const judge = await candidate.train([...training, ...syntheticTraining]);
    const asked = index === 0 ? [...held, ...syntheticHeld] : held;
    conditions.forEach((condition, place) => {
      for (const sequence of asked) {
        const arrived = underCondition(sequence, condition, seed);
        trials[place]?.push(measureTrial(arrived, judge(arrived), data));
      }
    });
  }
  return { name: candidate.name, trials };
}
