import type { InferenceBackend } from '@bapsang/shared';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { MeasuredChild } from './measured-child';
import { median } from './middle';
import { type Round, type RoundRequest, type Subject, SUBJECTS } from './round-messages';

/**
 * Measures what the models cost on WebAssembly and on native TensorFlow: a process each, one thread each, the same frame,
 * round after round in turn, so that whatever else the machine does meets both.
 * `tsx tools/recognition-bench/compare-backends.ts [rounds]`
 */
const BACKENDS: readonly InferenceBackend[] = ['wasm', 'tfjs-node'];
const ROUNDS = Number(process.argv[2] ?? 8);
const RUNS_A_ROUND = 25;
/** The first rounds warm caches and compilers up and do not count. */
const WARM_UP_ROUNDS = 1;
/** What a participant sends, frames a second. */
const FRAMES_OF_A_PARTICIPANT = 8;

interface Measured {
  readonly backend: InferenceBackend;
  readonly child: MeasuredChild<RoundRequest, Round>;
  readonly rounds: Round[];
}

async function start(backend: InferenceBackend): Promise<Measured> {
  const child = await MeasuredChild.start<RoundRequest, Round>(join(__dirname, 'measured-process.ts'), backend);
  console.log(`${backend}: ${child.note}`);
  return { backend, child, rounds: [] };
}

/** Median of all runs, ms. */
function wallOf({ rounds }: Measured, subject: Subject): number {
  return median(rounds.flatMap(({ costs }) => costs[subject].wall));
}

/** Processor time of one run, the median of the rounds, ms: what counts where others use the machine too. */
function processorOf({ rounds }: Measured, subject: Subject): number {
  return median(rounds.map(({ costs }) => costs[subject].processor / costs[subject].wall.length));
}

function print([wasm, native]: readonly [Measured, Measured]): void {
  console.log('\n| what | wasm, ms | native, ms | wasm, processor ms | native, processor ms | wasm / native |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const subject of SUBJECTS) {
    const wall = [wasm, native].map((measured) => wallOf(measured, subject).toFixed(1));
    const processor = [wasm, native].map((measured) => processorOf(measured, subject));
    const ratio = (processor[0] ?? NaN) / (processor[1] ?? NaN);
    const row = [subject, ...wall, ...processor.map((ms) => ms.toFixed(1)), ratio.toFixed(2)];
    console.log(`| ${row.join(' | ')} |`);
  }
  console.log('\nFrames a second and core, by processor time, and participants a core at 8 frames a second each:');
  for (const subject of SUBJECTS.filter((name) => name.startsWith('frame: '))) {
    const rates = [wasm, native].map((measured) => {
      const rate = 1000 / processorOf(measured, subject);
      return `${measured.backend} ${rate.toFixed(0)} (${(rate / FRAMES_OF_A_PARTICIPANT).toFixed(1)})`;
    });
    console.log(`${subject.slice('frame: '.length)}: ${rates.join(', ')}`);
  }
  for (const { backend, rounds } of [wasm, native]) {
    const last = rounds.at(-1);
    const memory = last?.memory;
    const text = memory
      ? `${memory.written.toFixed(0)} MiB that it has written, ${memory.resident.toFixed(0)} MiB resident`
      : '?';
    console.log(`${backend}: ${text}, ${last?.tensors ?? NaN} tensors`);
  }
}

async function main(): Promise<void> {
  console.log(
    `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`,
  );
  const measured: Measured[] = [];
  try {
    for (const backend of BACKENDS) measured.push(await start(backend));
    for (let round = 0; round < ROUNDS + WARM_UP_ROUNDS; round++) {
      for (const { child, rounds } of measured) {
        const answer = await child.measure({ runs: RUNS_A_ROUND });
        if (round >= WARM_UP_ROUNDS) rounds.push(answer);
      }
    }
    const [wasm, native] = measured;
    if (wasm && native) print([wasm, native]);
  } finally {
    for (const { child } of measured) child.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
