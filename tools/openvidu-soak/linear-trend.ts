/** One value at one time. */
export interface TimedValue {
  /** In ms. */
  readonly at: number;
  readonly value: number;
}

/** A straight line through values over time. */
export interface LinearTrend {
  /** Units of the value per hour. */
  readonly perHour: number;
  /** The 95 % confidence interval of `perHour` reaches from `perHour - margin` to `perHour + margin`. */
  readonly margin: number;
}

const HOUR = 3_600_000;

/** Of the standard normal distribution. */
const QUANTILE_975 = 1.959964;

/** Student's t for a two-sided 95 %, by the first two terms of the Cornish-Fisher expansion about the normal one. */
function studentQuantile(freedom: number): number {
  const z = QUANTILE_975;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How much neighbours resemble each other, from 0 (not at all) to 0.99. */
function autocorrelation(residuals: readonly number[]): number {
  let product = 0;
  let square = 0;
  residuals.forEach((residual, index) => {
    product += residual * (residuals[index + 1] ?? 0);
    square += residual ** 2;
  });
  return square === 0 ? 0 : Math.min(0.99, Math.max(0, product / square));
}

/**
 * The least-squares line. A process's memory stays where it is for a while, so that neighbouring values are not
 * independent: the number of values is reduced by their lag-1 autocorrelation r, to `n (1 - r) / (1 + r)`.
 * @param values at least three, at different times
 * @throws RangeError when there are fewer
 */
export function linearTrend(values: readonly TimedValue[]): LinearTrend {
  if (values.length < 3) throw new RangeError('A trend needs at least three values.');
  const meanTime = mean(values.map(({ at }) => at));
  const meanValue = mean(values.map(({ value }) => value));
  let spread = 0;
  let covariance = 0;
  for (const { at, value } of values) {
    spread += (at - meanTime) ** 2;
    covariance += (at - meanTime) * (value - meanValue);
  }
  if (spread === 0) throw new RangeError('A trend needs values at different times.');
  const slope = covariance / spread;
  const residuals = values.map(({ at, value }) => value - meanValue - slope * (at - meanTime));
  const resemblance = autocorrelation(residuals);
  const effective = (values.length * (1 - resemblance)) / (1 + resemblance);
  const freedom = Math.max(1, effective - 2);
  const variance = residuals.reduce((sum, residual) => sum + residual ** 2, 0) / values.length;
  const error = Math.sqrt((variance * values.length) / freedom / spread);
  return { perHour: slope * HOUR, margin: studentQuantile(freedom) * error * HOUR };
}
