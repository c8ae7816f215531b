import type { LabelledSequence } from './labelled-sequence';

/** How much of what there is, as a table: one line per set. */
export function countSequences(sequences: readonly LabelledSequence[]): string {
  const sets = [...new Set(sequences.map(({ set }) => set))];
  return sets
    .map((set) =>
      lineOf(
        set,
        sequences.filter((sequence) => sequence.set === set),
      ),
    )
    .join('\n');
}

function lineOf(set: string, sequences: readonly LabelledSequence[]): string {
  const sources = new Set(sequences.map(({ source }) => source)).size;
  const frames = sum(sequences.map((sequence) => sequence.frames.length));
  const minutes = sum(sequences.map((sequence) => (sequence.frames.at(-1)?.capturedAt ?? 0) / 60_000));
  const intakes = (kind: string): number =>
    sum(sequences.map((sequence) => sequence.intakes.filter((intake) => intake.kind === kind).length));
  const seconds = (label: string): string => {
    const spans = sequences.flatMap(({ mouth }) => mouth.filter((span) => span.label === label));
    return (sum(spans.map(({ from, to }) => to - from)) / 1000).toFixed(0);
  };
  const negatives = sum(sequences.map((sequence) => sequence.negatives.length));
  const mouth = ['still', 'chew', 'talk', 'other'].map((label) => `${label} ${seconds(label)} s`).join(', ');
  return (
    `${set}: ${sequences.length} sequences of ${sources} sources, ${frames} frames, ${minutes.toFixed(1)} min; ` +
    `${intakes('bite')} bites, ${intakes('sip')} sips, ${negatives} negatives; ${mouth}`
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
