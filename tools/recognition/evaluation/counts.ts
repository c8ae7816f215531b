/** How many of the things that were there were found, how many were not, and how many were told that were not there. */
export interface Counts {
  readonly found: number;
  readonly missed: number;
  readonly wrong: number;
}

/** Nothing was there and nothing told. */
export const NO_COUNTS: Counts = { found: 0, missed: 0, wrong: 0 };

/** The sum of counts. */
export function addCounts(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, { found, missed, wrong }) => ({
      found: sum.found + found,
      missed: sum.missed + missed,
      wrong: sum.wrong + wrong,
    }),
    NO_COUNTS,
  );
}

/** A share, or null where there is nothing to take a share of. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Share of what was told that is right; null where nothing was told. */
export const precisionOf = ({ found, wrong }: Counts): number | null => shareOf(found, found + wrong);

/** Share of what was there that was found; null where nothing was there. */
export const recallOf = ({ found, missed }: Counts): number | null => shareOf(found, found + missed);

/** Harmonic mean of precision and recall: 2 found / (2 found + missed + wrong); null where nothing was there or told. */
export const f1Of = ({ found, missed, wrong }: Counts): number | null => shareOf(2 * found, 2 * found + missed + wrong);
