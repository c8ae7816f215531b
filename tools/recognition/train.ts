/**
 * Trains a motion model on all sets that are on this machine, and on made-up sequences; the same data and seed give the
 * same weights. Usage:
 * `npx tsx tools/recognition/train.ts --seed 1 [--out models/motion/<version>] [--learner mixed] [--count 4000]`. A
 * network takes native TensorFlow (`npm run tfjs-native`) and about 6 GB of memory for 4000 sequences.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseMotionModel } from '../../libs/recognition/src/motion/motion-model';
import { startBackend } from '../../apps/ai-worker/src/vision/backend';
import type { LabelledSequence } from './sequences/labelled-sequence';
import { loadSequences, type SequenceSet } from './sequences/load-sequences';
import { LEARNER_NAMES, trainModel, type LearnerName } from './training/train-model';

/** Sets that teach something; see set-weights.ts. */
const SETS: readonly SequenceSet[] = ['people', 'asl', 'face-clips', 'chewing', 'holistic-signs', 'synthetic'];

/** A model may not be larger, bytes. */
const LARGEST_MODEL = 1_000_000;

interface Options {
  readonly seed: number;
  readonly count: number;
  readonly learner: LearnerName;
  readonly out: string;
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} must be a whole number, not "${value}".`);
  return number;
}

function readArguments(): Options {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '4000' },
      learner: { type: 'string', default: 'mixed' },
      out: { type: 'string', default: 'models/motion/trial' },
    },
  });
  const learner = LEARNER_NAMES.find((name) => name === values.learner);
  if (!learner) throw new Error(`There is no learner "${values.learner}"; there are ${LEARNER_NAMES.join(', ')}.`);
  const { seed, count, out } = values;
  return { seed: wholeNumber('seed', seed), count: wholeNumber('count', count), learner, out: resolve(out) };
}

function describeSets(sequences: readonly LabelledSequence[]): Record<string, { sequences: number; sources: number }> {
  const sets = [...new Set(sequences.map(({ set }) => set))];
  return Object.fromEntries(
    sets.map((set) => {
      const own = sequences.filter((sequence) => sequence.set === set);
      return [set, { sequences: own.length, sources: new Set(own.map(({ source }) => source)).size }];
    }),
  );
}

async function main(): Promise<void> {
  const { seed, count, learner, out } = readArguments();
  const began = performance.now();
  // Who lacks native TensorFlow is told so before minutes have been spent on sequences.
  if (learner === 'network' || learner === 'mixed') await startBackend('tfjs-node');
  const sequences = await loadSequences({ sets: SETS, synthetic: { seed, count }, log: console.log });
  const sets = describeSets(sequences);
  const model = await trainModel(sequences, { learner, seed, name: learner, version: basename(out), log: console.log });
  const date = new Date().toISOString().slice(0, 10);
  const text = `${JSON.stringify({ ...model, training: { seed, date, learner, sets } })}\n`;
  parseMotionModel(JSON.parse(text));
  if (text.length > LARGEST_MODEL)
    throw new Error(`The model has ${text.length} bytes; at most ${LARGEST_MODEL} are allowed.`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'model.json'), text);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${out}: ${text.length} bytes, ${seconds} s, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${date}.`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
