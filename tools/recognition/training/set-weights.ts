import type { HeadName } from '../../../libs/recognition/src/motion/models/trained-heads';
import type { LabelledSequence } from '../sequences/labelled-sequence';

/**
 * How much a step of each set counts. Real steps count more than made-up ones, because they are few and true; mimed ones
 * less, because nobody eats in them and their contacts were derived from distance. Sets that are not named teach nothing:
 * the skeletons of Kinect have no face, and a model would learn to tell them by that.
 */
const WEIGHTS: Readonly<Record<HeadName, Readonly<Record<string, number>>>> = {
  mouth: { synthetic: 1, people: 6, 'face-clips': 2, chewing: 6 },
  holding: { synthetic: 1, people: 6, asl: 2, 'holistic-signs': 0.8 },
  contact: { synthetic: 1, people: 6, asl: 2, 'holistic-signs': 0.8 },
};

/** Of mimed signs that are no intakes, one of so many is enough: there are ten for each that is. */
const SIGNS_PER_USED = 3;

/** How much every step of a sequence counts for a question; 0 where it teaches nothing. */
export function weightOf(head: HeadName, { id, set, intakes }: LabelledSequence): number {
  const weight = WEIGHTS[head][set] ?? 0;
  if (set !== 'holistic-signs' || intakes.length > 0) return weight;
  return Number(/\d+/.exec(id)?.[0] ?? 0) % SIGNS_PER_USED === 0 ? weight * SIGNS_PER_USED : 0;
}
