import type { Calibration } from './calibration';
import { bySet, nameOfSet } from './event-tables';
import { decimals, markdownTable } from './markdown';
import type { CandidateSummary } from './set-summary';

const BINS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** How far confidences can be believed; a column for each bin in which anything lies. Null where nothing was told. */
export function calibrationTable(candidates: readonly CandidateSummary[]): string | null {
  const told = bySet(candidates).flatMap((rivals) =>
    rivals.flatMap(({ name, summary }) => [
      { begin: [nameOfSet(summary), name, 'frames: still, chew, talk'], calibration: summary.mouthCalibration },
      { begin: [nameOfSet(summary), name, 'events'], calibration: summary.eventCalibration },
    ]),
  );
  const some = told.filter(({ calibration }) => calibration.count > 0);
  if (some.length === 0) return null;
  const isUsed = (bin: number): boolean => some.some(({ calibration }) => binAt(calibration, bin) !== undefined);
  const bins = BINS.filter(isUsed);
  const header = ['set (sources)', 'candidate', 'what', 'count', 'expected error'];
  return markdownTable(
    [...header, ...bins.map((bin) => `${bin.toFixed(1)}–${(bin + 0.1).toFixed(1)}`)],
    some.map(({ begin, calibration }) => [
      ...[...begin, String(calibration.count), decimals(calibration.expectedError)],
      ...bins.map((bin) => {
        const found = binAt(calibration, bin);
        return found ? `${decimals(found.right)} (${found.count})` : '';
      }),
    ]),
  );
}

const binAt = ({ bins }: Calibration, from: number): Calibration['bins'][number] | undefined =>
  bins.find((bin) => Math.abs(bin.from - from) < 0.01);
