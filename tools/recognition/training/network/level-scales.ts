import { LEVEL_SERIES, type LevelScales } from '../../../../libs/recognition/src/motion/models/network-inputs';
import { SERIES } from '../../../../libs/recognition/src/motion/steps/step-window';
import type { StepSeries } from './step-series';
import { shortDecimal } from '../short-decimal';

const LEAST_DEVIATION = 1e-4;

/** Mean and deviation of every series of which a network sees levels, over all steps at which it is known. */
export function levelScalesOf(measured: readonly StepSeries[]): LevelScales {
  const scales = LEVEL_SERIES.map((series) => scaleOf(measured, SERIES.indexOf(series)));
  return { means: scales.map(({ mean }) => mean), deviations: scales.map(({ deviation }) => deviation) };
}

function scaleOf(measured: readonly StepSeries[], place: number): { mean: number; deviation: number } {
  let [known, sum, squares] = [0, 0, 0];
  for (const { values } of measured) {
    for (let index = place; index < values.length; index += SERIES.length) {
      const value = values[index] ?? NaN;
      if (!Number.isFinite(value)) continue;
      known += 1;
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / Math.max(known, 1);
  const variance = squares / Math.max(known, 1) - mean * mean;
  return {
    mean: shortDecimal(mean),
    deviation: shortDecimal(Math.max(Math.sqrt(Math.max(variance, 0)), LEAST_DEVIATION)),
  };
}
