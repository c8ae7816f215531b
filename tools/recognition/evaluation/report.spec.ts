import type { EatingEvent } from '@bapsang/shared';
import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence, Origin } from '../sequences/labelled-sequence';
import { RULES, type Candidate, type Judge } from './judge';
import { certainly } from './judged-steps.spec-support';
import { printReport } from './report';
import { runCandidate, type Course } from './run-candidate';
import type { CandidateSummary } from './set-summary';
import { summarise } from './summary';

/** Tells what the labels say: it cheats, so that what is measured is known. */
const cheat: Judge = ({ frames, mouth, intakes }) => ({
  steps: frames.map(({ capturedAt }) => {
    const label = mouth.find(({ from, to }) => capturedAt >= from && capturedAt < to)?.label;
    return certainly(label === 'chew' || label === 'talk' ? label : 'idle', capturedAt);
  }),
  events: intakes.map((intake): EatingEvent => ({ ...intake, confidence: 1 })),
});

const CHEAT: Candidate = { name: 'cheat', learns: false, train: () => cheat };

const made = (origin: Origin, set: string, index: number): LabelledSequence => ({
  ...generateSequence(21, index, 'meal'),
  ...{ id: `${set}/${index}`, set, origin, source: `${set}-${index}` },
});

const course: Course = {
  recordings: [...[0, 7, 14].map((index) => made('real', 'people', index)), made('mimed', 'asl', 21)],
  syntheticTraining: [generateSequence(1, 0, 'chew')],
  syntheticHeld: [generateSequence(22, 0, 'meal'), generateSequence(22, 1, 'chew')],
  ...{ folds: 2, seed: 1, data: '/nowhere' },
  conditions: [
    { framesPerSecond: 8, drop: 0 },
    { framesPerSecond: 5, drop: 0.2 },
  ],
};

async function summariesOf(candidate: Candidate, place = 0): Promise<CandidateSummary> {
  const { name, trials } = await runCandidate(candidate, course, () => undefined);
  return { name, sets: summarise(trials[place]!, 1) };
}

describe('an evaluation', () => {
  it('finds nothing wrong with what is told right', async () => {
    const { sets } = await summariesOf(CHEAT);
    expect(sets.map(({ origin, set, sources }) => [origin, set, sources])).toEqual(
      expect.arrayContaining([
        ['real', 'people', 3],
        ['mimed', 'asl', 1],
        ['synthetic', 'synthetic', 1],
      ]),
    );
    for (const { events, falseEvents, mouth } of sets) {
      for (const rule of ['contact', 'inside', 'overlap'] as const) {
        expect(events![rule].intake).toMatchObject({ missed: 0, wrong: 0, f1: { value: 1 } });
      }
      expect(falseEvents!.all.count).toBe(0);
      expect(mouth!.macroF1.value).toBe(1);
      expect(mouth!.otherLeftAlone ?? 1).toBe(1);
    }
  });

  it('never trains on a source, nor on a seed, that it judges', async () => {
    const trainedOn: string[][] = [];
    const spy: Candidate = {
      name: 'spy',
      train: (sequences) => {
        const known = sequences.map(({ source }) => source);
        trainedOn.push(known);
        return (sequence) => {
          expect(known).not.toContain(sequence.source);
          return cheat(sequence);
        };
      },
    };
    await runCandidate(spy, course, () => undefined);
    expect(trainedOn).toHaveLength(2);
    for (const known of trainedOn) expect(known).toContain('synthetic-1-0');
  });

  it('prints each origin in tables of its own, and no accuracy', async () => {
    const conditions = await Promise.all(
      course.conditions.map(async (condition, place) => ({
        condition,
        candidates: [await summariesOf(RULES, place), await summariesOf(CHEAT, place)],
      })),
    );
    const report = printReport(conditions);
    const [, real = '', mimed = '', synthetic = ''] = report.split(/^## .*$/m);
    expect(report.match(/^## .*$/gm)).toEqual([
      '## Real recordings, 8 frames/s',
      '## Mimed recordings, 8 frames/s',
      '## Made-up sequences, 8 frames/s',
    ]);
    expect(real).toMatch(/\| people \(3\) \| either \| cheat \| \d+ \| 0 \| 0 \| 1\.00 \| 1\.00 \| 1\.00 \|/);
    expect(real).not.toMatch(/asl|synthetic/);
    expect(mimed).not.toMatch(/people|synthetic/);
    expect(synthetic).not.toMatch(/people \(|asl/);
    expect(synthetic).toMatch(/5 frames\/s, 20 % lost/);
    expect(report).not.toMatch(/accuracy/i);
    for (const line of report.split('\n')) if (line.startsWith('|')) expect(line.endsWith('|')).toBe(true);
  });

  it('says nothing of nothing', () => expect(printReport([])).toBe(''));
});
