/**
 * The middle value; of an even number of values the higher of the two in the middle.
 * @throws RangeError of nothing
 */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((one, other) => one - other)[values.length >> 1];
  if (middle === undefined) throw new RangeError('There is no median of nothing.');
  return middle;
}
