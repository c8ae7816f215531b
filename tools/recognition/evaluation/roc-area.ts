/** How likely something is held for, and whether it is so. */
export interface Scored {
  readonly score: number;
  readonly isSo: boolean;
}

/**
 * Area under the receiver operating characteristic: how often, of one that is so and one that is not, the one that is so
 * has the higher score; equal scores count half (Mann and Whitney 1947). Null where there is only one sort.
 */
export function rocArea(all: readonly Scored[]): number | null {
  const sorted = all.toSorted((a, b) => a.score - b.score);
  const positives = all.filter(({ isSo }) => isSo).length;
  const negatives = all.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let ranks = 0;
  for (let begin = 0; begin < sorted.length;) {
    let end = begin;
    while (sorted[end]?.score === sorted[begin]?.score && end < sorted.length) end += 1;
    const meanRank = (begin + 1 + end) / 2;
    ranks += meanRank * sorted.slice(begin, end).filter(({ isSo }) => isSo).length;
    begin = end;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}
