import { SERIES, type Series } from '../../../../libs/recognition/src/motion/steps/step-window';
import type { Random } from '../../generator/random';

/** Lengths from the mouth to hands: a face that is measured wider makes them all shorter. */
const LENGTHS: readonly Series[] = ['reach', 'tip', 'arm', 'otherReach', 'aside', 'below'];

/** How much strangers and their cameras differ; deviations, lengths in face widths. */
const DIFFERENCE = { size: 0.15, mimic: 0.2, usual: 0.012, arm: 0.12, noise: 0.08 } as const;
const NOISY = 0.3;

/** How often fingertips, or arms, are never seen, and how often the body model imagines a wrist that stays where it is. */
const NO_TIPS = 0.08;
const NO_ARMS = 0.05;
const IMAGINED_ARMS = 0.12;

/** Where an imagined hand is and how much it trembles, face widths from the mouth. */
const IMAGINED_REACH = [0.4, 1.1] as const;
const IMAGINED_TREMBLE = 0.02;
/** For so many steps after a hand was seen its arm is thought to be as near, as the worker thinks. */
const CORRECTED_STEPS = 24;

const placesOf = (series: readonly Series[]): number[] => series.map((name) => SERIES.indexOf(name));

const LENGTH_PLACES = placesOf(LENGTHS);
const OVER_USUAL = placesOf(SERIES.filter((name) => name.endsWith('OverUsual')));
const [REACH, TIP, ARM, BELOW] = placesOf(['reach', 'tip', 'arm', 'below']) as [number, number, number, number];

/**
 * The same motions of another person before another camera: sizes, mimic and errors differ, and some hands or arms are
 * never seen. So a network does not learn the people and the generator by heart.
 * @param values [steps, series] of one stretch; stays as it is
 */
export function asStranger(values: Float32Array, random: Random): Float32Array {
  const changed = Float32Array.from(values);
  const size = Math.exp(random.normal(0, DIFFERENCE.size));
  const mimic = Math.exp(random.normal(0, DIFFERENCE.mimic));
  const armError = random.normal(0, DIFFERENCE.arm);
  const noise = random.chance(NOISY) ? random.between(0, DIFFERENCE.noise) : 0;
  const usual = OVER_USUAL.map(() => random.normal(0, DIFFERENCE.usual));
  const [hidesTips, hidesArms, imaginesArms] = [NO_TIPS, NO_ARMS, IMAGINED_ARMS].map((share) => random.chance(share));
  for (let step = 0; step < changed.length; step += SERIES.length) {
    for (const place of LENGTH_PLACES) {
      const length = (changed[step + place] ?? NaN) * size + (noise > 0 ? random.normal(0, noise) : 0);
      changed[step + place] = place === BELOW ? length : Math.max(length, 0);
    }
    changed[step + ARM] = Math.max((changed[step + ARM] ?? NaN) + armError, 0);
    if (hidesTips) hideTips(changed, step);
    if (hidesArms) hideArms(changed, step);
    OVER_USUAL.forEach((place, index) => {
      changed[step + place] = (changed[step + place] ?? NaN) * mimic + (usual[index] ?? 0);
    });
  }
  if (imaginesArms) imagineArm(changed, random);
  return changed;
}

function imagineArm(values: Float32Array, random: Random): void {
  const imagined = random.between(...IMAGINED_REACH);
  let correction = 0;
  let correctedFor = 0;
  for (let step = 0; step < values.length; step += SERIES.length) {
    const arm = Math.max(random.normal(imagined, IMAGINED_TREMBLE), 0);
    const tip = values[step + TIP] ?? NaN;
    if (Number.isFinite(tip)) [correction, correctedFor] = [arm - tip, CORRECTED_STEPS];
    else if (correctedFor > 0) correctedFor -= 1;
    else correction = 0;
    values[step + ARM] = arm;
    values[step + REACH] = Number.isFinite(tip) ? tip : Math.max(arm - correction, 0);
  }
}

function hideTips(values: Float32Array, step: number): void {
  values[step + TIP] = NaN;
  const arm = values[step + ARM] ?? NaN;
  if (Number.isFinite(arm)) values[step + REACH] = arm;
}

function hideArms(values: Float32Array, step: number): void {
  values[step + ARM] = NaN;
  if (!Number.isFinite(values[step + TIP])) values[step + REACH] = NaN;
}
