import { EVENT_KINDS, type EventKind } from './event-scores';
import { decimals, markdownTable, withInterval } from './markdown';
import type { CandidateSummary, SetSummary } from './set-summary';

const KIND_NAMES: Readonly<Record<EventKind, string>> = { intake: 'either', bite: 'bites', sip: 'sips' };

/** A set with how many people or clips it has. */
export const nameOfSet = ({ set, sources }: SetSummary): string => `${set} (${sources})`;

/** All summaries of one set by its candidates, set after set. */
export function bySet(
  candidates: readonly CandidateSummary[],
): { readonly name: string; readonly summary: SetSummary }[][] {
  const sets = [...new Set(candidates.flatMap(({ sets }) => sets.map(({ set }) => set)))];
  return sets.map((set) =>
    candidates.flatMap(({ name, sets: all }) => {
      const summary = all.find((one) => one.set === set);
      return summary ? [{ name, summary }] : [];
    }),
  );
}

/** Bites and sips found; null where no set tells of any. */
export function eventTable(candidates: readonly CandidateSummary[]): string | null {
  const rows = bySet(candidates).flatMap((rivals) =>
    EVENT_KINDS.flatMap((kind) => rivals.flatMap(({ name, summary }) => eventRow(name, summary, kind))),
  );
  if (rows.length === 0) return null;
  const header = ['set (sources)', 'what', 'candidate', 'found', 'missed', 'false', 'precision', 'recall', 'F1 (95 %)'];
  return markdownTable([...header, 'F1, OREBA rule', 'F1, segmental 0.1'], rows);
}

function eventRow(name: string, summary: SetSummary, kind: EventKind): string[][] {
  const figures = summary.events?.contact[kind];
  const { inside, overlap } = summary.events ?? {};
  if (!figures || !inside || !overlap || figures.found + figures.missed === 0) return [];
  const { found, missed, wrong, precision, recall, f1 } = figures;
  return [
    [
      ...[nameOfSet(summary), KIND_NAMES[kind], name, String(found), String(missed), String(wrong)],
      ...[decimals(precision), decimals(recall), withInterval(f1)],
      ...[decimals(inside[kind].f1.value), decimals(overlap[kind].f1.value)],
    ],
  ];
}

/** What share of intakes is found, by what was eaten or drunk from; null where there is none. */
export function wayTable(candidates: readonly CandidateSummary[]): string | null {
  const rows = bySet(candidates).flatMap((rivals) =>
    (rivals[0]?.summary.ways ?? []).map(({ way, all }) => [
      ...[rivals[0] ? nameOfSet(rivals[0].summary) : '', way, String(all)],
      ...rivals.map(({ summary }) => foundOf(summary, way)),
    ]),
  );
  if (rows.length === 0) return null;
  return markdownTable(
    ['set (sources)', 'way', 'there', ...candidates.map(({ name }) => `${name}: found (right kind)`)],
    rows,
  );
}

function foundOf({ ways }: SetSummary, name: string): string {
  const way = ways.find((one) => one.way === name);
  return way ? `${way.found} (${way.rightKind})` : '–';
}

/** False events by what goes on meanwhile; null where no set tells of intakes. */
export function falseEventTable(candidates: readonly CandidateSummary[]): string | null {
  const rows = bySet(candidates).flatMap((rivals) => {
    const [first] = rivals;
    if (!first?.summary.falseEvents) return [];
    const set = nameOfSet(first.summary);
    const row = (
      what: string,
      partOf: (told: NonNullable<SetSummary['falseEvents']>) => Shown | undefined,
    ): string[] => {
      const parts = rivals.map(({ summary }) => summary.falseEvents && partOf(summary.falseEvents));
      const minutes = parts.find((part) => part)?.minutes ?? 0;
      return [set, what, minutes > 0 ? decimals(minutes, 1) : '–', ...parts.map((part) => (part ? shown(part) : '0'))];
    };
    const whats = [
      ...new Set(rivals.flatMap(({ summary }) => (summary.falseEvents?.by ?? []).map(({ what }) => what))),
    ];
    return [
      row('**all that was watched**', ({ all }) => all),
      row('**sequences without any intake**', ({ withoutIntake }) => withoutIntake),
      row('**all negatives**', ({ onNegatives }) => onNegatives),
      ...whats.map((what) => row(what, ({ by }) => by.find((one) => one.what === what))),
    ];
  });
  if (rows.length === 0) return null;
  const names = candidates.map(({ name }) => `${name}, events: a minute (95 %)`);
  return markdownTable(['set (sources)', 'meanwhile', 'minutes', ...names], rows);
}

type Shown = NonNullable<SetSummary['falseEvents']>['all'];

const shown = ({ count, perMinute }: Shown): string =>
  perMinute.value === null ? String(count) : `${count}: ${withInterval(perMinute)}`;
