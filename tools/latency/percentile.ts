/**
 * The value below which a share of the values lies (nearest rank).
 * @param values at least one value, in any order
 * @param share 0 to 1
 * @throws RangeError when there is no value or the share is not from 0 to 1
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0 || share < 0 || share > 1)
    throw new RangeError('percentile() needs values and a share in 0..1.');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
