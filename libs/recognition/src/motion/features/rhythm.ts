import { dotOf } from './series-statistics';

/** What a series does over and over. */
export interface Rhythm {
  /** Share of the power in the chewing band, 0 to 1. */
  readonly chewingShare: number;
  /** Share of the power above the chewing band, 0 to 1. */
  readonly quickShare: number;
  /** Where in the chewing band the power is greatest, Hz. */
  readonly peakHertz: number;
  /** Share of the power within 0.3 Hz of there, 0 to 1: how regular it is. */
  readonly peakShare: number;
}

/** Of a series that does not change. */
export const NO_RHYTHM: Rhythm = { chewingShare: 0, quickShare: 0, peakHertz: 0, peakShare: 0 };

/** From and to, Hz. Chewing: 0.94 to 2.17 Hz from the 5th to the 95th percentile. */
const CHEWING = [0.9, 2.5] as const;
const WHOLE = [0.4, 3.8] as const;
const FREQUENCY_STEP = 0.1;
const NEAR_PEAK = 0.3;

/** The waves of every frequency, with a Hann window, for a series of a certain length at a certain step. */
interface Waves {
  readonly hertz: readonly number[];
  readonly cosines: readonly Float64Array[];
  readonly sines: readonly Float64Array[];
}

const WAVES = new Map<string, Waves>();

function wavesOf(length: number, stepMs: number): Waves {
  const key = `${length} ${stepMs}`;
  const kept = WAVES.get(key);
  if (kept) return kept;
  const count = Math.round((WHOLE[1] - WHOLE[0]) / FREQUENCY_STEP) + 1;
  const hertz = Array.from({ length: count }, (_, index) => WHOLE[0] + index * FREQUENCY_STEP);
  const wave = (shape: (angle: number) => number): Float64Array[] =>
    hertz.map((frequency) =>
      Float64Array.from({ length }, (_, step) => {
        const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (step + 0.5)) / length);
        return hann * shape((2 * Math.PI * frequency * step * stepMs) / 1000);
      }),
    );
  const waves = { hertz, cosines: wave(Math.cos), sines: wave(Math.sin) };
  WAVES.set(key, waves);
  return waves;
}

/**
 * Looks for a rhythm by a Hann-windowed Fourier sum in steps of 0.1 Hz.
 * @param series every value known, its mean taken out
 */
export function rhythmOf(series: Float64Array, stepMs: number): Rhythm {
  const { hertz, cosines, sines } = wavesOf(series.length, stepMs);
  const powers = hertz.map(
    (_, index) => dotOf(series, cosines[index] ?? series) ** 2 + dotOf(series, sines[index] ?? series) ** 2,
  );
  const powerBetween = (from: number, to: number): number =>
    powers.reduce((sum, power, index) => {
      const at = hertz[index] ?? 0;
      return at >= from - 1e-9 && at <= to + 1e-9 ? sum + power : sum;
    }, 0);
  const total = powerBetween(...WHOLE);
  if (!(total > 0)) return NO_RHYTHM;
  let peak = -1;
  powers.forEach((power, index) => {
    const isInBand = (hertz[index] ?? 0) >= CHEWING[0] - 1e-9 && (hertz[index] ?? 0) <= CHEWING[1] + 1e-9;
    if (isInBand && (peak < 0 || power > (powers[peak] ?? 0))) peak = index;
  });
  const peakHertz = hertz[peak] ?? 0;
  return {
    chewingShare: powerBetween(...CHEWING) / total,
    quickShare: powerBetween(CHEWING[1] + FREQUENCY_STEP, WHOLE[1]) / total,
    peakHertz,
    peakShare: powerBetween(peakHertz - NEAR_PEAK, peakHertz + NEAR_PEAK) / total,
  };
}

/** The best likeness of a series with itself a chewing cycle later, -1 to 1. */
export function selfLikeness(series: Float64Array, stepMs: number): number {
  let best = -1;
  const longest = Math.round(1000 / CHEWING[0] / stepMs);
  for (let lag = Math.ceil(1000 / CHEWING[1] / stepMs); lag <= longest; lag += 1) {
    const early = series.subarray(0, series.length - lag);
    const late = series.subarray(lag);
    const power = Math.sqrt(dotOf(early, early) * dotOf(late, late));
    if (power > 0) best = Math.max(best, dotOf(early, late) / power);
  }
  return best;
}
