/** Something that was told, how sure, and whether it was right. */
export interface Told {
  /** 0 to 1. */
  readonly confidence: number;
  readonly isRight: boolean;
}

/** All that was told with about the same confidence. */
export interface ReliabilityBin {
  /** Bounds of the confidence; the upper one belongs to the next bin, except for 1. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  /** Share that was right; where confidences are calibrated it is near their mean. */
  readonly right: number;
}

/** How far confidences can be believed. */
export interface Calibration {
  readonly count: number;
  /** Mean distance between confidence and share that is right, weighted by bins (Naeini et al. 2015); null for nothing. */
  readonly expectedError: number | null;
  /** Bins that hold something, from low to high. */
  readonly bins: readonly ReliabilityBin[];
}

const BINS = 10;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sets confidences beside what came true, in ten bins of equal width. */
export function calibrate(told: readonly Told[]): Calibration {
  const bins = Array.from({ length: BINS }, (_, index) => {
    const inside = told.filter(({ confidence }) => Math.min(Math.floor(confidence * BINS), BINS - 1) === index);
    return {
      from: index / BINS,
      to: (index + 1) / BINS,
      count: inside.length,
      meanConfidence: meanOf(inside.map(({ confidence }) => confidence)),
      right: meanOf(inside.map(({ isRight }) => (isRight ? 1 : 0))),
    };
  }).filter(({ count }) => count > 0);
  const error = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.right - bin.meanConfidence), 0);
  return { count: told.length, expectedError: told.length > 0 ? error / told.length : null, bins };
}
