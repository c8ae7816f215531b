/** How the page samples the camera: how large, how good and how often. */
export interface SamplingStep {
  /** Share of the width and height that the server asked for. */
  readonly scale: number;
  /** The best JPEG quality, as canvases take it. */
  readonly quality: number;
  /** At most so many frames a second, however many the server asks for. */
  readonly framesPerSecond: number;
  /**
   * What a frame weighs against one of the first step; means over three photographs of people at 320 x 240: 14.1, 10.2,
   * 7.3, 4.7, 4.7, 4.1 and 4.1 kB.
   */
  readonly weight: number;
}

/**
 * From all that the server asks for to the least. Smaller pictures come before fewer frames: the models enlarge a face anyway,
 * but chewing has no rhythm any more below four or five frames a second (docs/model.md).
 */
export const SAMPLING_STEPS = [
  { scale: 1, quality: 0.8, framesPerSecond: Infinity, weight: 1 },
  { scale: 1, quality: 0.65, framesPerSecond: Infinity, weight: 0.73 },
  { scale: 0.8, quality: 0.65, framesPerSecond: Infinity, weight: 0.52 },
  { scale: 0.65, quality: 0.55, framesPerSecond: Infinity, weight: 0.33 },
  { scale: 0.65, quality: 0.55, framesPerSecond: 6, weight: 0.33 },
  { scale: 0.6, quality: 0.55, framesPerSecond: 5, weight: 0.29 },
  { scale: 0.6, quality: 0.55, framesPerSecond: 4, weight: 0.29 },
] as const satisfies readonly SamplingStep[];

/** Smaller and poorer pictures, as many as the server asks for. */
export const SMALL_STEP = 3;

/** The least with which every motion can still be told. */
export const LEAST_WORKING_STEP = 5;

/**
 * The least of all: chewing may be missed, so whoever goes this far says so. Not less, and no poorer: at 2 frames a second and
 * with JPEGs of quality 0.45 the noise of a still face was taken for chewing (a photograph, 2026-11-23).
 */
export const LEAST_STEP = 6;

/**
 * The step with a number.
 * @throws RangeError where there is none
 */
export function samplingStep(index: number): SamplingStep {
  const step = SAMPLING_STEPS[index];
  if (!step) throw new RangeError(`There is no step ${String(index)} of sampling.`);
  return step;
}
