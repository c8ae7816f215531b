import type { InferenceBackend } from '@bapsang/shared';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isNativeTensorFlowHere } from '../../apps/ai-worker/src/vision/testing/backends.spec-support';
import { MeasuredChild } from './measured-child';
import type { PipelineRequest, PipelineRound } from './measured-pipeline';
import { median } from './middle';

/**
 * Measures the ai-worker's vision beside an unchanged @vladmandic/human with the same features (face mesh, body, hands):
 * the same JPEGs, the same backend, one thread each, round after round in turn, so that whatever else the machine does
 * meets all. `tsx tools/recognition-bench/compare-human.ts [--rounds 6] [--video clip.mp4] [--backend wasm]`
 */

/** What is measured. */
interface Contestant {
  readonly name: string;
  readonly program: string;
  /** After the backend, before the video. */
  readonly programArguments: readonly string[];
}

const HUMAN: Contestant = { name: '@vladmandic/human', program: 'human-process.ts', programArguments: [] };
const CONTESTANTS: readonly Contestant[] = [
  HUMAN,
  { name: 'Bapsang', program: 'bapsang-process.ts', programArguments: ['full'] },
  { name: 'Bapsang, half effort', program: 'bapsang-process.ts', programArguments: ['half'] },
];

/** The first rounds warm caches and compilers up and do not count. */
const WARM_UP_ROUNDS = 1;
/** What a participant sends, frames a second. */
const FRAMES_OF_A_PARTICIPANT = 8;

interface Result {
  readonly contestant: Contestant;
  readonly rounds: readonly PipelineRound[];
}

async function measure(backend: InferenceBackend, rounds: number, video: string | undefined): Promise<Result[]> {
  const children: MeasuredChild<PipelineRequest, PipelineRound>[] = [];
  try {
    for (const { name, program, programArguments } of CONTESTANTS) {
      const all = [backend, ...programArguments, ...(video ? [video] : [])];
      const child = await MeasuredChild.start<PipelineRequest, PipelineRound>(join(__dirname, program), ...all);
      console.log(`${name}: ${child.note}`);
      children.push(child);
    }
    const measured: PipelineRound[][] = CONTESTANTS.map(() => []);
    for (let round = 0; round < rounds + WARM_UP_ROUNDS; round++) {
      for (const [index, child] of children.entries()) {
        const answer = await child.measure({ type: 'run' });
        if (round >= WARM_UP_ROUNDS) measured[index]?.push(answer);
      }
    }
    return CONTESTANTS.map((contestant, index) => ({ contestant, rounds: measured[index] ?? [] }));
  } finally {
    for (const child of children) child.close();
  }
}

/** Processor time of a frame, the median of the rounds, ms: what counts where others use the machine too. */
function processorOf({ rounds }: Result): number {
  return median(rounds.map(({ processor, wall }) => processor / wall.length));
}

function print(backend: InferenceBackend, results: readonly Result[]): void {
  const human = results.find(({ contestant }) => contestant === HUMAN);
  const slowest = human ? processorOf(human) : NaN;
  console.log(`\n${backend}, ${results[0]?.rounds[0]?.wall.length ?? 0} frames a round:`);
  console.log(
    '| pipeline | ms | processor ms | frames/s and core | participants a core | times Human | face | body | hands |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const result of results) {
    const { contestant, rounds } = result;
    const processor = processorOf(result);
    const frames = rounds[0]?.wall.length ?? NaN;
    const found = (part: 'face' | 'body' | 'hands'): string =>
      `${((100 * (rounds[0]?.found[part] ?? NaN)) / frames).toFixed(0)} %`;
    const row = [
      contestant.name,
      median(rounds.flatMap(({ wall }) => wall)).toFixed(1),
      processor.toFixed(1),
      (1000 / processor).toFixed(1),
      (1000 / processor / FRAMES_OF_A_PARTICIPANT).toFixed(1),
      (slowest / processor).toFixed(1),
      ...[found('face'), found('body'), found('hands')],
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '6' }, video: { type: 'string' }, backend: { type: 'string' } },
  });
  // All threads of native TensorFlow are one, in all processes; see the ai-worker's startBackend().
  Object.assign(process.env, { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', TF_CPP_MIN_LOG_LEVEL: '1' });
  const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores`;
  console.log(`${machine}, Node ${process.version}, ${new Date().toISOString()}`);
  console.log(values.video ? `frames: ${values.video}` : 'frames: two people from pictures, 320 x 240, swaying');
  const backends = (['wasm', 'tfjs-node'] as const).filter((backend) => !values.backend || values.backend === backend);
  for (const backend of backends) {
    if (backend === 'tfjs-node' && !isNativeTensorFlowHere()) {
      console.log('\ntfjs-node: not installed, so not measured; `npm run tfjs-native` installs it');
      continue;
    }
    print(backend, await measure(backend, Number(values.rounds), values.video));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
