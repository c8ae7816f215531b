/**
 * How far made-up sequences look like the recordings: quantiles of what motion measures, set beside set. Nothing is
 * trained here. Usage: `npx tsx tools/recognition/compare.ts [--seed 7] [--count 200]`
 */
import { parseArgs } from 'node:util';
import { measureSequences, type Measures } from './generator/measures';
import { loadSequences, type SequenceSet } from './sequences/load-sequences';
import { atFrameRate } from './sequences/frame-rate';

const SETS: readonly SequenceSet[] = ['people', 'face-clips', 'chewing', 'asl', 'msr-dailyactivity3d', 'synthetic'];
const SHARES = [0.1, 0.5, 0.9];
const FRAMES_PER_SECOND = 8;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: 'string', default: '7' }, count: { type: 'string', default: '200' } },
  });
  const synthetic = { seed: Number(values.seed), count: Number(values.count) };
  const measured: Measures[] = [];
  for (const set of SETS) {
    const sequences = await loadSequences({ sets: [set], synthetic, log: console.log });
    measured.push(measureSequences(sequences.map((sequence) => atFrameRate(sequence, FRAMES_PER_SECOND))));
  }
  console.log(`10 % / median / 90 % (number of values); lengths in face widths; synthetic seed ${synthetic.seed}`);
  for (const name of new Set(measured.flatMap(({ names }) => names).sort())) {
    const cells = SETS.flatMap((set, index) => {
      const found = measured[index]?.quantiles(name, SHARES);
      return found ? [`${set} ${found.at.map((value) => value.toFixed(3)).join(' / ')} (${found.count})`] : [];
    });
    if (cells.length > 1) console.log(`${name}\n    ${cells.join('\n    ')}`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
