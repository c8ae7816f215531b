import { Random } from '../generator/random';

/** Between these a figure lies in 95 of 100 draws of other sources. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

/** How the draws are made. */
export interface BootstrapOptions {
  /** The same seed gives the same interval. */
  readonly seed: number;
  /** How many draws; 1000 when not said. */
  readonly draws?: number;
}

/** Of fewer sources no draw says anything about others. */
const FEWEST_SOURCES = 3;

/**
 * The 95 % confidence interval of a figure by drawing sources with replacement (percentile bootstrap, Efron 1979): what
 * would the figure have been with other people? Null with fewer than three sources, or where hardly a draw has a figure.
 * @param bySource what is known of each source
 * @param figure the figure of some sources, null where they have none
 */
export function bootstrapInterval<Known>(
  bySource: readonly Known[],
  figure: (drawn: readonly Known[]) => number | null,
  { seed, draws = 1000 }: BootstrapOptions,
): ConfidenceInterval | null {
  if (bySource.length < FEWEST_SOURCES) return null;
  const random = new Random(seed).fork('bootstrap');
  const figures: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const value = figure(bySource.map(() => random.pick(bySource)));
    if (value !== null) figures.push(value);
  }
  if (figures.length < draws / 2) return null;
  figures.sort((a, b) => a - b);
  const at = (share: number): number => figures[Math.round(share * (figures.length - 1))] ?? NaN;
  return { low: at(0.025), high: at(0.975) };
}
