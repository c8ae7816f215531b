/** Statistics of a series at equal steps, oldest first; NaN is a value that is not known and counts for nothing. */

/** The sum of the products of two series of the same length, all of them known. */
export function dotOf(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** The share of the values that are known. */
export function knownShare(series: Float64Array): number {
  let known = 0;
  for (const value of series) if (Number.isFinite(value)) known += 1;
  return series.length > 0 ? known / series.length : 0;
}

/** The mean; NaN where nothing is known. */
export function meanOf(series: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (const value of series) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    known += 1;
  }
  return known > 0 ? sum / known : NaN;
}

/** The least value; NaN where nothing is known. */
export function leastOf(series: Float64Array): number {
  let least = NaN;
  for (const value of series) if (Number.isFinite(value) && !(least <= value)) least = value;
  return least;
}

/** The largest value; NaN where nothing is known. */
export function largestOf(series: Float64Array): number {
  let largest = NaN;
  for (const value of series) if (Number.isFinite(value) && !(largest >= value)) largest = value;
  return largest;
}

/** The standard deviation; NaN for fewer than two values. */
export function spreadOf(series: Float64Array): number {
  const mean = meanOf(series);
  let squares = 0;
  let known = 0;
  for (const value of series) {
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    known += 1;
  }
  return known > 1 ? Math.sqrt(squares / known) : NaN;
}

/** The mean change from one step to the next; NaN where no two neighbours are known. */
export function meanChange(series: Float64Array): number {
  let sum = 0;
  let known = 0;
  for (let index = 1; index < series.length; index += 1) {
    const change = Math.abs((series[index] ?? NaN) - (series[index - 1] ?? NaN));
    if (!Number.isFinite(change)) continue;
    sum += change;
    known += 1;
  }
  return known > 0 ? sum / known : NaN;
}

/** Pearson's correlation of two series of the same length, all of them known, -1 to 1; 0 where one of them does not change. */
export function correlationOf(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let both = 0;
  let ownA = 0;
  let ownB = 0;
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [(a[index] ?? NaN) - meanA, (b[index] ?? NaN) - meanB];
    both += x * y;
    ownA += x * x;
    ownB += y * y;
  }
  return ownA > 0 && ownB > 0 ? both / Math.sqrt(ownA * ownB) : 0;
}

/** The series with its holes filled: straight lines between what is known, and the nearest value at the ends. */
export function filled(series: Float64Array): Float64Array {
  const values = Float64Array.from(series);
  let last = -1;
  for (let index = 0; index < values.length; index += 1) {
    if (!Number.isFinite(values[index])) continue;
    if (last < index - 1) fillBetween(values, last, index);
    last = index;
  }
  if (last >= 0) values.fill(values[last] ?? 0, last + 1);
  return values;
}

function fillBetween(values: Float64Array, left: number, right: number): void {
  const to = values[right] ?? 0;
  const from = left < 0 ? to : (values[left] ?? 0);
  for (let index = left + 1; index < right; index += 1) {
    values[index] = from + ((index - left) / (right - left)) * (to - from);
  }
}
