import { parseArgs } from 'node:util';
import { REAL_SETS, type SequenceSet } from '../sequences/load-sequences';
import { LANDMARK_CACHE, SHARED_DATA } from '../sequences/real/shared-data';
import type { Condition } from './conditions';

/** What is to be evaluated. */
export interface EvaluationOptions {
  /** Names of candidates. */
  readonly candidates: readonly string[];
  readonly sets: readonly SequenceSet[];
  /** Every frame rate with every share of lost frames; the first is reported in full. */
  readonly conditions: readonly Condition[];
  /** Decides folds, losses, draws and made-up sequences. */
  readonly seed: number;
  readonly folds: number;
  /** How many made-up sequences are held out, and how many are trained on. */
  readonly count: number;
  readonly trainingCount: number;
  /** Where all figures are written as JSON. */
  readonly json?: string;
  /** The folder of the shared data. */
  readonly data: string;
  /** Where landmarks of clips are kept. */
  readonly cache: string;
}

/** How the command is called. */
export const USAGE = `npx tsx tools/recognition/evaluate.ts [--candidates rules,logistic] [--sets people,synthetic] [--frame-rate 8,5,15]
  [--drop 0,0.2] [--seed 1] [--folds 5] [--count 300] [--training-count 400] [--json figures.json] [--data <folder>] [--cache <folder>]`;

const SETS: readonly string[] = [...REAL_SETS, 'synthetic'];

/**
 * Reads the command line.
 * @param known names of the candidates that there are
 * @throws Error that says what is wrong with it
 */
export function readEvaluationOptions(args: readonly string[], known: readonly string[]): EvaluationOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      candidates: { type: 'string', default: known.join(',') },
      sets: { type: 'string', default: SETS.join(',') },
      'frame-rate': { type: 'string', default: '8' },
      drop: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      folds: { type: 'string', default: '5' },
      count: { type: 'string', default: '300' },
      'training-count': { type: 'string', default: '400' },
      json: { type: 'string' },
      data: { type: 'string', default: SHARED_DATA },
      cache: { type: 'string', default: LANDMARK_CACHE },
    },
  });
  const rates = numbersOf('frame-rate', values['frame-rate'], 1, 60);
  const drops = numbersOf('drop', values.drop, 0, 0.9);
  return {
    candidates: namesOf('candidates', values.candidates, known),
    sets: namesOf('sets', values.sets, SETS) as SequenceSet[],
    conditions: rates.flatMap((framesPerSecond) => drops.map((drop) => ({ framesPerSecond, drop }))),
    seed: wholeNumberOf('seed', values.seed, 0),
    folds: wholeNumberOf('folds', values.folds, 2),
    count: wholeNumberOf('count', values.count, 1),
    trainingCount: wholeNumberOf('training-count', values['training-count'], 0),
    ...(values.json === undefined ? {} : { json: values.json }),
    data: values.data,
    cache: values.cache,
  };
}

function namesOf(option: string, value: string, known: readonly string[]): string[] {
  const names = value.split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`--${option}: there is no ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  return names;
}

function numbersOf(option: string, value: string, low: number, high: number): number[] {
  const numbers = value.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (!numbers.every((number) => number >= low && number <= high)) {
    throw new Error(`--${option} takes numbers from ${low} to ${high} with commas between them, not "${value}".`);
  }
  return numbers;
}

function wholeNumberOf(option: string, value: string, least: number): number {
  const number = value.trim() === '' ? NaN : Number(value);
  if (!Number.isSafeInteger(number) || number < least) {
    throw new Error(`--${option} must be a whole number of at least ${least}, not "${value}".`);
  }
  return number;
}
