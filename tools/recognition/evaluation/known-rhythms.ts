import { join } from 'node:path';
import { somePerson } from '../generator/person';
import { Random } from '../generator/random';
import type { Scene } from '../generator/scene';
import { someScene, type SceneKind } from '../generator/scripts';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { LandmarkSet } from '../sequences/real/landmark-set';
import { rhythmOfChews, type KnownRhythm } from './chewing-rate';

type Chewed = Pick<LabelledSequence, 'id' | 'set' | 'source' | 'mouth'>;

/**
 * The whiles of chewing in a sequence of which the rhythm is known: of made-up ones from the jaw that was made up, of the set
 * `chewing` from the onsets that its reader noted. Others tell that somebody chews, not how fast.
 * @param data the folder of the shared data
 */
export function knownRhythms(sequence: Chewed, data: string): KnownRhythm[] {
  if (sequence.set === 'synthetic') return rhythmsOfScene(sequence, sceneOf(sequence));
  if (sequence.set === 'chewing') return rhythmsOfOnsets(sequence, data);
  return [];
}

/** Makes the scene of a made-up sequence once more; its labels prove that it is the same. */
function sceneOf({ id, source, mouth }: Chewed): Scene | null {
  const [, seed, index, kind] = /^synthetic\/(\d+)-(\d+)-(.+)$/.exec(id) ?? [];
  const person = /^synthetic-\d+-(\d+)$/.exec(source)?.[1];
  if (seed === undefined || index === undefined || kind === undefined || person === undefined) return null;
  const random = new Random(Number(seed));
  const someone = somePerson(random.fork(`person ${person}`));
  const scene = someScene(kind as SceneKind, someone, random.fork(`sequence ${index} ${kind}`).fork('scene'));
  const isSame = mouth.every(({ from, label }) =>
    scene.mouth.some((span) => span.from === from && span.label === label),
  );
  return isSame ? scene : null;
}

/** The jaw is looked at so often, ms. */
const LOOK_EVERY_MS = 20;

/** A chew goes at least this far, as a share of the largest in its while: smaller ripples are none. */
const LEAST_CHEW = 0.25;

function rhythmsOfScene({ mouth }: Chewed, scene: Scene | null): KnownRhythm[] {
  if (!scene) return [];
  return mouth.flatMap(({ from, to, label }) => {
    if (label !== 'chew') return [];
    const moments = Array.from(
      { length: Math.floor((to - from) / LOOK_EVERY_MS) },
      (_, index) => from + index * LOOK_EVERY_MS,
    );
    const jaw = moments.map((at) => scene.timeline.at(at).jaw);
    const deepest = Math.max(...jaw);
    const lowest = moments.filter((_, index) => {
      const [before = Infinity, here = 0, after = Infinity] = [jaw[index - 1], jaw[index], jaw[index + 1]];
      return here > before && here >= after && here > LEAST_CHEW * deepest;
    });
    const hertz = rhythmOfChews(lowest);
    return hertz === null ? [] : [{ from, to, hertz }];
  });
}

/** What the set `chewing` calls the begin of a chew. */
const ONSET = '1';

function rhythmsOfOnsets({ id, mouth }: Chewed, data: string): KnownRhythm[] {
  const { fps = 30, keys = [] } =
    LandmarkSet.read(join(data, 'recognition'), 'chewing').sequences[Number(id.split('/')[1])] ?? {};
  const onsets = keys.flatMap((key, frame) =>
    key === ONSET && keys[frame - 1] !== ONSET ? [(frame * 1000) / fps] : [],
  );
  return mouth.flatMap(({ from, to, label }) => {
    const hertz = rhythmOfChews(onsets.filter((at) => at >= from && at < to));
    return label === 'chew' && hertz !== null ? [{ from, to, hertz }] : [];
  });
}
