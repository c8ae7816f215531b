import type { Origin } from '../sequences/labelled-sequence';
import { calibrationTable } from './calibration-table';
import { nameOfCondition } from './conditions';
import { bySet, eventTable, falseEventTable, nameOfSet, wayTable } from './event-tables';
import { decimals, markdownTable } from './markdown';
import { confusionTables, mouthTable, rhythmTable } from './mouth-tables';
import { notesOf } from './set-notes';
import type { CandidateSummary, ConditionSummary, SetSummary } from './set-summary';

const ORIGINS: readonly (readonly [Origin, string])[] = [
  ['real', 'Real recordings'],
  ['mimed', 'Mimed recordings'],
  ['synthetic', 'Made-up sequences'],
];

const onlyOf = (origin: Origin, candidates: readonly CandidateSummary[]): CandidateSummary[] =>
  candidates.map(({ name, sets }) => ({ name, sets: sets.filter((set) => set.origin === origin) }));

/** All tables in Markdown: the first condition in full, then how the others compare with it. Origins stay apart. */
export function printReport(conditions: readonly ConditionSummary[]): string {
  const [first] = conditions;
  if (!first) return '';
  const chapters = ORIGINS.flatMap(([origin, title]) => {
    const candidates = onlyOf(origin, first.candidates);
    if (candidates.every(({ sets }) => sets.length === 0)) return [];
    const others = conditions.map((one) => ({ ...one, candidates: onlyOf(origin, one.candidates) }));
    const names = [...new Set(candidates.flatMap(({ sets }) => sets.map(({ set }) => set)))];
    const notes = notesOf(names).join('\n');
    const begin = [`## ${title}, ${nameOfCondition(first.condition)}`, ...(notes === '' ? [] : [notes])];
    return [...begin, ...sections(candidates), ...comparison(others)];
  });
  return chapters.join('\n\n');
}

function sections(candidates: readonly CandidateSummary[]): string[] {
  const section = (title: string, table: string | null): string[] => (table === null ? [] : [`### ${title}`, table]);
  const confusions = confusionTables(candidates);
  return [
    ...section('Bites and sips', eventTable(candidates)),
    ...section('Found, by what it was', wayTable(candidates)),
    ...section('False events', falseEventTable(candidates)),
    ...section('The mouth, frame by frame', mouthTable(candidates)),
    ...section('Confusion, frames', confusions.length > 0 ? confusions.join('\n\n') : null),
    ...section('Rhythm and steadiness', rhythmTable(candidates)),
    ...section('Calibration: share that is right (count), by confidence', calibrationTable(candidates)),
  ];
}

/** The figures that matter most under every condition; nothing where there is only one. */
function comparison(conditions: readonly ConditionSummary[]): string[] {
  if (conditions.length < 2) return [];
  const rows = bySet(conditions[0]?.candidates ?? []).flatMap((rivals) =>
    rivals.flatMap(({ name, summary: { set } }) =>
      conditions.flatMap(({ condition, candidates }) => {
        const summary = candidates.find((one) => one.name === name)?.sets.find((one) => one.set === set);
        return summary ? [[nameOfSet(summary), name, nameOfCondition(condition), ...mainFigures(summary)]] : [];
      }),
    ),
  );
  const header = ['set (sources)', 'candidate', 'condition', 'F1 either', 'F1 bites', 'F1 sips', 'false a minute'];
  return ['### Frame rates and losses', markdownTable([...header, 'chew recall', 'talk recall', 'macro F1'], rows)];
}

function mainFigures({ events, falseEvents, mouth }: SetSummary): string[] {
  const f1 = (['intake', 'bite', 'sip'] as const).map((kind) => events?.contact[kind].f1.value ?? null);
  const rates = [falseEvents?.all.perMinute.value, mouth?.classes.chew.recall, mouth?.classes.talk.recall];
  return [...f1, ...rates, mouth?.macroF1.value].map((value) => decimals(value ?? null));
}
