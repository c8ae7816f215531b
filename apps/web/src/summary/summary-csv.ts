import { type CsvValue, writeCsv } from '@bapsang/shared';
import type { Dictionary } from '../i18n/dictionary';
import type { MealSummary, ParticipantSummary } from './meal-summary';
import type { Span } from './recorded-meal';
import { nameOf, rowLabel } from './summary-words';
import { timelineRows } from './timeline-rows';
import { writtenTime } from './times';

type Row = readonly CsvValue[];

/**
 * A whole meal as one table: a line for every number, motion, bite, sip and toast. Seconds count from the moment when this
 * page's participant sat down.
 */
export function writeSummaryCsv(summary: MealSummary, words: Dictionary): string {
  const { csv, name, longestChew } = words.summary;
  const header = [csv.entry, name, csv.clock, csv.from, csv.to, csv.length, csv.count];
  const span = (entry: string, of: string | undefined, { from, to }: Span): Row => {
    const seconds = (moment: number): number => Math.round(moment - summary.from) / 1000;
    return [entry, of, writtenTime(from), seconds(from), seconds(to), Math.round(to - from) / 1000, undefined];
  };
  const count = (entry: string, of: string, value: number): Row => [entry, of, ...Array<undefined>(4), value];
  const participantRows = (participant: ParticipantSummary): Row[] => {
    const of = nameOf(participant, words);
    if (!participant.recognition) return [[words.summary.notRecognised, of, ...Array<undefined>(5)]];
    return [
      count(csv.totalBites, of, participant.totals.bites),
      count(csv.totalSips, of, participant.totals.sips),
      count(csv.untimedBites, of, participant.untimed.bites),
      count(csv.untimedSips, of, participant.untimed.sips),
      ...(participant.longestChew ? [span(longestChew, of, participant.longestChew)] : []),
      ...timelineRows(participant).map((row) => span(rowLabel(row, words), of, row)),
    ];
  };
  const toasts = summary.toasts.map(({ at, participantIds }) => {
    const people = summary.participants.filter(({ participantId }) => participantIds.includes(participantId));
    return span(csv.toast, people.map((one) => nameOf(one, words)).join(', '), { from: at, to: at });
  });
  return writeCsv([
    header,
    span(csv.meal, undefined, summary),
    ...summary.absences.map((absence) => span(csv.absence, undefined, absence)),
    ...summary.participants.flatMap(participantRows),
    ...toasts,
  ]);
}
