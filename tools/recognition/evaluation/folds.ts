import { Random } from '../generator/random';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/** A part of the recordings, and all others with none of its people among them. */
export interface Fold {
  readonly training: readonly LabelledSequence[];
  readonly held: readonly LabelledSequence[];
}

/**
 * Parts recordings so that each source is held out once and never trained on meanwhile. Where a set has more sources than
 * there are folds, several of its sources are held out together; with as many folds as the largest set has sources it is
 * leave-one-source-out of every set at once.
 * @param count how many folds, at least 2
 * @param seed decides which sources are held out together
 */
export function makeFolds(sequences: readonly LabelledSequence[], count: number, seed: number): Fold[] {
  const folds = foldsOfSources(sequences, count, seed);
  return Array.from({ length: count }, (_, fold) => ({
    training: sequences.filter(({ source }) => folds.get(source) !== fold),
    held: sequences.filter(({ source }) => folds.get(source) === fold),
  })).filter(({ held }) => held.length > 0);
}

/** Each set's sources are dealt out by turns, so that every fold has its share of every set. */
function foldsOfSources(sequences: readonly LabelledSequence[], count: number, seed: number): Map<string, number> {
  const folds = new Map<string, number>();
  for (const set of new Set(sequences.map((sequence) => sequence.set))) {
    const sources = sourcesOf(sequences.filter((sequence) => sequence.set === set)).filter(
      (source) => !folds.has(source),
    );
    const random = new Random(seed).fork(set);
    const shuffled = sources.map((source) => ({ source, place: random.fraction() })).sort((a, b) => a.place - b.place);
    shuffled.forEach(({ source }, index) => folds.set(source, index % count));
  }
  return folds;
}

/** The sources of sequences, each once, in the order of the alphabet. */
export const sourcesOf = (sequences: readonly LabelledSequence[]): string[] =>
  [...new Set(sequences.map(({ source }) => source))].sort();
