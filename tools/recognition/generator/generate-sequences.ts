import type { Intake, LabelledSequence } from '../sequences/labelled-sequence';
import { look, someCamera } from './camera';
import { somePerson } from './person';
import { Random } from './random';
import type { Scene } from './scene';
import { SINGLE_ACT_ORDER, someScene, type SceneKind } from './scripts';
import { someConditions } from './seeing-conditions';
import { momentsOf, someShutter } from './shutter';
import { WorkerView } from './worker-view';

/** What to generate. */
export interface GeneratorOptions {
  /** Any whole number; the same seed gives the same sequences. */
  readonly seed: number;
  /** How many sequences. */
  readonly count: number;
  /** Only scenes of this kind; otherwise meals and single acts by turns. */
  readonly kind?: SceneKind;
}

/** Of so many sequences one is a whole meal. */
const MEAL_EVERY = 7;

/** Each made-up person has so many sequences. */
const SEQUENCES_PER_PERSON = 7;

/** Which kind of scene comes at a place: every {@link MEAL_EVERY}th a meal, the others by turns. */
function kindAt(index: number): SceneKind {
  if (index % MEAL_EVERY === 0) return 'meal';
  const singles = index - Math.floor(index / MEAL_EVERY) - 1;
  return SINGLE_ACT_ORDER[singles % SINGLE_ACT_ORDER.length] ?? 'still';
}

/**
 * One made-up sequence. It depends on its seed, its place and its kind alone, so that any of many can be made again.
 * @param index which of the sequences of the seed, from 0
 */
export function generateSequence(seed: number, index: number, kind: SceneKind = kindAt(index)): LabelledSequence {
  const personNumber = Math.floor(index / SEQUENCES_PER_PERSON);
  const random = new Random(seed);
  const person = somePerson(random.fork(`person ${personNumber}`));
  const own = random.fork(`sequence ${index} ${kind}`);
  const scene = someScene(kind, person, own.fork('scene'));
  const camera = someCamera(own.fork('camera'));
  const shutter = someShutter(own.fork('shutter'));
  const worker = new WorkerView(camera, person, someConditions(own.fork('conditions')), own.fork('worker'));
  const moments = momentsOf(shutter, scene.durationMs, own.fork('moments'));
  return {
    id: `synthetic/${seed}-${index}-${kind}`,
    set: 'synthetic',
    source: `synthetic-${seed}-${personNumber}`,
    origin: 'synthetic',
    framesPerSecond: (1000 * moments.length) / scene.durationMs,
    frames: moments.map((at) => worker.see(look(scene, camera, at), at)),
    labelled: { mouth: true, intake: true },
    ...labelsOf(scene),
  };
}

/** Made-up sequences, one after the other, so that not all have to be in memory. */
export function* generateSequences({ seed, count, kind }: GeneratorOptions): Generator<LabelledSequence, void, void> {
  for (let index = 0; index < count; index += 1) yield generateSequence(seed, index, kind);
}

/** What of a scene's labels lies in the time that was filmed. */
function labelsOf({
  mouth,
  intakes,
  negatives,
  durationMs,
}: Scene): Pick<LabelledSequence, 'mouth' | 'intakes' | 'negatives'> {
  const cut = <Span extends { readonly from: number; readonly to: number }>(span: Span): Span => ({
    ...span,
    to: Math.min(span.to, durationMs),
  });
  const isShown = ({ from }: { readonly from: number }): boolean => from < durationMs;
  return {
    mouth: mouth.filter(isShown).map(cut),
    intakes: intakes
      .filter(({ contactAt }) => contactAt < durationMs)
      .map((intake): Intake => ({ ...intake, endedAt: Math.min(intake.endedAt, durationMs) })),
    negatives: negatives.filter(isShown).map(cut),
  };
}
