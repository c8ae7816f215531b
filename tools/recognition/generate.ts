/**
 * Makes up labelled sequences and writes them, for training and for judging where no recordings are.
 * Usage: `npx tsx tools/recognition/generate.ts --seed 1 --count 200 --out <folder> [--kind meal]`
 */
import { resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { generateSequences, type GeneratorOptions } from './generator/generate-sequences';
import { SINGLE_ACTS, type SceneKind } from './generator/scripts';
import { writeSequences } from './sequences/files/sequence-file';
import { SYNTHETIC_FILE } from './sequences/load-sequences';
import { countSequences } from './sequences/count-sequences';

const REPOSITORY = resolve(__dirname, '..', '..');
const KINDS: readonly string[] = ['meal', ...SINGLE_ACTS];

function wholeNumber(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} must be a whole number, not "${value}".`);
  return number;
}

function readArguments(): GeneratorOptions & { readonly out: string } {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '200' },
      out: { type: 'string' },
      kind: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('Say where to write: --out <folder>.');
  const out = resolve(values.out);
  if (`${out}${sep}`.startsWith(`${REPOSITORY}${sep}`)) {
    throw new Error(`Sequences do not belong into the repository: choose another folder than ${out}.`);
  }
  if (values.kind !== undefined && !KINDS.includes(values.kind)) {
    throw new Error(`There is no kind "${values.kind}"; there are ${KINDS.join(', ')}.`);
  }
  return {
    seed: wholeNumber('seed', values.seed),
    count: wholeNumber('count', values.count),
    out,
    ...(values.kind === undefined ? {} : { kind: values.kind as SceneKind }),
  };
}

async function main(): Promise<void> {
  const { out, ...options } = readArguments();
  const sequences = [...generateSequences(options)];
  await writeSequences(out, SYNTHETIC_FILE, sequences);
  console.log(countSequences(sequences));
  console.log(`Written to ${out}: ${SYNTHETIC_FILE}.json and ${SYNTHETIC_FILE}.i16.gz, seed ${options.seed}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
