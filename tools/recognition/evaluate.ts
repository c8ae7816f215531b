/**
 * Judges ways of recognising motions on people that they have never seen, and prints the tables of docs/model.md.
 * Usage: see {@link USAGE} in evaluation/evaluation-options.ts. Tables go to standard output, progress to standard error.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { EVENT_RULES, TOLERANCE_MS } from './evaluation/event-scores';
import { readEvaluationOptions, USAGE, type EvaluationOptions } from './evaluation/evaluation-options';
import { printReport } from './evaluation/report';
import { runCandidate, type CandidateRun, type Course } from './evaluation/run-candidate';
import type { ConditionSummary } from './evaluation/set-summary';
import { summarise } from './evaluation/summary';
import { loadSequences } from './sequences/load-sequences';
import { DEFAULT_SAMPLING } from './sequences/video/video-frames';
import { CANDIDATES } from './training/candidates';

/** Made-up sequences that are held out have seeds from here on; none below is ever judged on. */
const FIRST_HELD_SEED = 1_000_000;

const say = (line: string): void => console.error(line);

async function prepare(options: EvaluationOptions, learns: boolean, leftOut: string[]): Promise<Course> {
  const { sets, conditions, seed, folds, count, trainingCount, data, cache } = options;
  const fastest = Math.max(
    ...conditions.map(({ framesPerSecond }) => framesPerSecond),
    DEFAULT_SAMPLING.framesPerSecond,
  );
  const log = (line: string): void => {
    if (line.includes('is left out')) leftOut.push(line);
    say(line);
  };
  const recordings = await loadSequences({
    ...{ sets: sets.filter((set) => set !== 'synthetic'), framesPerSecond: fastest, data, cache, log },
    sampling: { ...DEFAULT_SAMPLING, framesPerSecond: fastest },
  });
  const makeUp = (from: number, many: number): ReturnType<typeof loadSequences> =>
    many > 0 && sets.includes('synthetic')
      ? loadSequences({ sets: ['synthetic'], synthetic: { seed: from, count: many } })
      : Promise.resolve([]);
  return {
    ...{ recordings, folds, conditions, seed, data },
    syntheticTraining: await makeUp(seed, learns ? trainingCount : 0),
    syntheticHeld: await makeUp(FIRST_HELD_SEED + seed, count),
  };
}

function header(
  { seed, folds, count, trainingCount }: EvaluationOptions,
  leftOut: readonly string[],
  learns: boolean,
): string {
  const trained = learns
    ? `Trained on the sources of ${folds - 1} of ${folds} parts and ${trainingCount} made-up sequences (seed ${seed}), judged on the sources of the part left out; `
    : 'Nothing was trained; ';
  return [
    `Made by \`tools/recognition/evaluate.ts\` with seed ${seed} on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}.`,
    `${trained}${count} made-up sequences of seed ${FIRST_HELD_SEED + seed} were held out.`,
    `An event is right within ${TOLERANCE_MS / 1000} s of the true contact, one to one; beside it stand the rules of the published figures. Intervals: 95 %, by drawing sources; none where all draws agree.`,
    ...leftOut,
  ].join('\n');
}

async function main(): Promise<void> {
  const options = readEvaluationOptions(
    process.argv.slice(2),
    CANDIDATES.map(({ name }) => name),
  );
  const candidates = CANDIDATES.filter(({ name }) => options.candidates.includes(name));
  const learns = candidates.some((candidate) => candidate.learns !== false);
  const leftOut: string[] = [];
  const course = await prepare(options, learns, leftOut);
  const runs: CandidateRun[] = [];
  for (const candidate of candidates) runs.push(await runCandidate(candidate, course, say));
  const summaries: ConditionSummary[] = options.conditions.map((condition, place) => ({
    condition,
    candidates: runs.map(({ name, trials }) => ({ name, sets: summarise(trials[place] ?? [], options.seed) })),
  }));
  console.log(`${header(options, leftOut, learns)}\n\n${printReport(summaries)}`);
  if (options.json === undefined) return;
  const intakes = runs.map(({ name, trials }) => ({
    candidate: name,
    sequences: (trials[0] ?? []).map(({ sequence, intakes: found, falseEvents }) => ({
      sequence,
      intakes: found,
      wrong: falseEvents?.count ?? null,
    })),
  }));
  const figures = { made: new Date().toISOString(), options, rules: EVENT_RULES, leftOut, summaries, intakes };
  writeFileSync(options.json, `${JSON.stringify(figures, null, 1)}\n`);
  say(`Figures are in ${options.json}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.error(`Usage: ${USAGE}`);
  process.exitCode = 1;
});
