import { writeCsv, type CsvValue, type RecordedSummary } from '@bapsang/shared';

const HEADER = ['entry', 'began', 'ended', 'seconds', 'confidence', 'count', 'reason'];

/** A summary as one table: a line for the meal, every stay, every bite and sip, and the totals. Moments are ISO 8601, in UTC. */
export function summaryAsCsv({ beganAt, endedAt, stays, events, totals }: RecordedSummary): string {
  return writeCsv(
    [
      HEADER,
      span('meal', beganAt, endedAt),
      ...stays.map(({ joinedAt, leftAt, reason }) => [
        ...span('stay', joinedAt, leftAt),
        ...[undefined, undefined, reason],
      ]),
      ...events.map((event) => [...span(event.kind, event.beganAt, event.endedAt), event.confidence]),
      ...Object.entries(totals).map(([name, count]) => [`total ${name}`, ...Array<undefined>(4), count as number]),
    ].map(padded),
  );
}

function span(entry: string, from: number | undefined, to: number | undefined): readonly CsvValue[] {
  const seconds = from === undefined || to === undefined ? undefined : (to - from) / 1000;
  return [entry, written(from), written(to), seconds];
}

/** Every line of a table has as many fields as the first. */
function padded(row: readonly CsvValue[]): readonly CsvValue[] {
  return HEADER.map((_name, column) => row[column]);
}

function written(moment: number | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString();
}
