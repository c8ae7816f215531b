import { STEP_MS } from '../steps/step-clock';
import { WINDOW_STEPS, type Series, type StepWindow } from '../steps/step-window';
import { cleaningOf } from './causes';
import { logLength, type FeatureList } from './feature-list';
import { NO_RHYTHM, rhythmOf, selfLikeness } from './rhythm';
import {
  correlationOf,
  filled,
  knownShare,
  largestOf,
  leastOf,
  meanChange,
  meanOf,
  spreadOf,
} from './series-statistics';

/** So many steps are looked at: 1, 2 and 4 s. */
const SPANS = [8, 16, 32] as const;

/** Shorter spans are too short for a rhythm. */
const SHORTEST_RHYTHM = 16;

/** So much of a span must show a face. */
const LEAST_KNOWN = 0.6;

/** What mouth and jaw did in the last seconds, the motion of the head taken out. */
export function addMouthFeatures(window: StepWindow, features: FeatureList): void {
  for (const span of SPANS) addSpan(window, span, features);
  features.add('mouth gap now', window.at('lipGap', 0));
  features.add('mouth gap over usual', window.at('lipGapOverUsual', 0));
}

function addSpan(window: StepWindow, span: number, features: FeatureList): void {
  const isKnown = isMouthKnown(window, span);
  const add = (name: string, value: () => number): void =>
    features.add(`mouth ${name} ${(span * STEP_MS) / 1000}s`, isKnown ? value() : NaN);
  const series = (name: Series): Float64Array => (isKnown ? filled(window.last(name, span)) : new Float64Array(span));
  const pose = [series('eyesToNose'), series('noseAside')];
  const clean = cleaningOf(isKnown ? pose : [], span);
  const steady = (name: Series): Float64Array => clean(series(name));
  const [gap, chin, jaw, width] = [steady('lipGap'), steady('lipToChin'), steady('noseToChin'), steady('mouthWidth')];
  const gapSpread = logLength(spreadOf(gap));
  add('gap spread', () => gapSpread);
  add('chin spread', () => logLength(spreadOf(chin)));
  add('jaw spread', () => logLength(spreadOf(jaw)));
  add('width spread', () => logLength(spreadOf(width)));
  add('chin over gap', () => logLength(spreadOf(chin)) - gapSpread);
  add('jaw over gap', () => logLength(spreadOf(jaw)) - gapSpread);
  add('width over jaw', () => logLength(spreadOf(width)) - logLength(spreadOf(jaw)));
  add('gap change', () => logLength(meanChange(window.last('lipGap', span))));
  add('jaw change', () => logLength(meanChange(window.last('noseToChin', span))));
  add('gap over usual', () => meanOf(window.last('lipGapOverUsual', span)));
  add('gap largest', () => logLength(largestOf(window.last('lipGap', span))));
  add('gap least', () => logLength(leastOf(window.last('lipGap', span))));
  add('width over usual', () => meanOf(window.last('mouthWidthOverUsual', span)));
  add('chin over usual', () => meanOf(window.last('lipToChinOverUsual', span)));
  add('head spread', () => logLength(Math.max(...pose.map(spreadOf))));
  add('head way', () => logLength(Math.hypot(meanChange(series('headX')), meanChange(series('headY')))));
  add('gap with jaw', () => correlationOf(gap, jaw));
  add('width with jaw', () => correlationOf(width, jaw));
  if (span < SHORTEST_RHYTHM) return;
  for (const [name, values] of [
    ['jaw', jaw],
    ['chin', chin],
    ['width', width],
    ['gap', gap],
  ] as const) {
    const rhythm = isKnown ? rhythmOf(values, STEP_MS) : NO_RHYTHM;
    add(`${name} chewing share`, () => rhythm.chewingShare);
    add(`${name} quick share`, () => rhythm.quickShare);
    add(`${name} peak share`, () => rhythm.peakShare);
    add(`${name} likeness`, () => selfLikeness(values, STEP_MS));
    if (name === 'jaw') add('jaw peak', () => rhythm.peakHertz);
  }
}

/**
 * Whether enough of a face was seen lately to say what the mouth does.
 * @param span so many steps are looked at
 */
export function isMouthKnown(window: StepWindow, span: number = SPANS[0]): boolean {
  return window.length >= span && knownShare(window.last('lipGap', span)) >= LEAST_KNOWN;
}

/** The rate at which the jaw goes up and down, Hz; null where the face was not seen for long enough. */
export function chewingRateOf(window: StepWindow): number | null {
  const span = Math.min(window.length, WINDOW_STEPS);
  if (span < SHORTEST_RHYTHM || knownShare(window.last('lipGap', span)) < LEAST_KNOWN) return null;
  const series = (name: Series): Float64Array => filled(window.last(name, span));
  const clean = cleaningOf([series('eyesToNose'), series('noseAside')], span);
  const { peakHertz } = rhythmOf(clean(series('noseToChin')), STEP_MS);
  return peakHertz > 0 ? peakHertz : null;
}
