/** A signal at equal steps: values oldest first. */
export type Samples = readonly number[];

const mean = (values: Samples): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);

/** Standard deviation, in the unit of the values; 0 for fewer than two. */
export function standardDeviation(values: Samples): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}

/**
 * What is left of a signal after everything is taken out that the causes explain linearly (modified Gram-Schmidt), its
 * mean and its drift over time included.
 * @param signal one value per step
 * @param causes signals of the same length, for instance the pose of the head
 */
export function withoutCauses(signal: Samples, causes: readonly Samples[]): number[] {
  const drift = signal.map((_, step) => step);
  const directions: number[][] = [];
  for (const cause of [signal.map(() => 1), drift, ...causes]) {
    const direction = removeDirections(cause, directions);
    if (norm(direction) > 1e-6 * (norm(cause) + 1e-9)) directions.push(direction);
  }
  return removeDirections(signal, directions);
}

/**
 * Share of a signal's power that lies in a band, 0 to 1, by a Hann-windowed Fourier sum in steps of 0.1 Hz.
 * @param signal one value per step, without its mean
 * @param stepMs time between two values, ms
 * @param band lower and upper end, Hz
 * @param whole lower and upper end of what counts as all of the power, Hz
 */
export function bandShare(
  signal: Samples,
  stepMs: number,
  band: readonly [number, number],
  whole: readonly [number, number],
): number {
  const windowed = signal.map((value, step) => value * hann(step, signal.length));
  const total = powerBetween(windowed, stepMs, whole);
  return total > 0 ? powerBetween(windowed, stepMs, band) / total : 0;
}

const FREQUENCY_STEP = 0.1;

function powerBetween(signal: Samples, stepMs: number, [from, to]: readonly [number, number]): number {
  let power = 0;
  for (let index = 0; from + index * FREQUENCY_STEP <= to + 1e-9; index += 1) {
    const turn = (2 * Math.PI * (from + index * FREQUENCY_STEP) * stepMs) / 1000;
    let cosine = 0;
    let sine = 0;
    signal.forEach((value, step) => {
      cosine += value * Math.cos(turn * step);
      sine += value * Math.sin(turn * step);
    });
    power += cosine * cosine + sine * sine;
  }
  return power;
}

const hann = (step: number, length: number): number => 0.5 - 0.5 * Math.cos((2 * Math.PI * (step + 0.5)) / length);

const dot = (a: Samples, b: Samples): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const norm = (values: Samples): number => Math.sqrt(dot(values, values));

function removeDirections(values: Samples, directions: readonly Samples[]): number[] {
  let rest = [...values];
  for (const direction of directions) {
    const share = dot(rest, direction) / dot(direction, direction);
    rest = rest.map((value, index) => value - share * (direction[index] ?? 0));
  }
  return rest;
}
