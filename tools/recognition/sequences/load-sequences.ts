import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { generateSequences } from '../generator/generate-sequences';
import { readSequences } from './files/sequence-file';
import { atFrameRate } from './frame-rate';
import type { LabelledSequence } from './labelled-sequence';
import { loadClips } from './real/clips';
import { loadChewing, loadFaceClips } from './real/face-sets';
import { loadHolisticSigns } from './real/holistic-signs';
import { KINECT_SETS, loadKinect } from './real/kinect-sets';
import { LANDMARK_CACHE, SHARED_DATA } from './real/shared-data';
import type { FrameSampling } from './video/video-frames';

/** The sets of recordings. */
export const REAL_SETS = ['people', 'asl', 'face-clips', 'chewing', 'holistic-signs', ...KINECT_SETS] as const;

/** A set: recordings, or what the generator makes up. */
export type SequenceSet = (typeof REAL_SETS)[number] | 'synthetic';

/** What to load. */
export interface LoadOptions {
  /** Which sets; all when not said. */
  readonly sets?: readonly SequenceSet[];
  /** The made-up sequences: by seed, made here and now, or from a folder that `generate.ts` wrote. */
  readonly synthetic?: { readonly seed: number; readonly count: number } | { readonly folder: string };
  /** Faster sequences are thinned out to so many frames a second; 8 when not said. */
  readonly framesPerSecond?: number;
  /** The shared data; beside the repository when not said. */
  readonly data?: string;
  /** Where the landmarks of clips are kept; outside the repository. */
  readonly cache?: string;
  /** How clips are watched; 8 frames a second of at most 640 x 480 when not said. */
  readonly sampling?: FrameSampling;
  /** Told about sets that are not on this machine, and clips that have to be watched first. */
  readonly log?: (line: string) => void;
}

const DEFAULT_FRAMES_PER_SECOND = 8;

const DEFAULT_SYNTHETIC = { seed: 1, count: 200 };

/** The name under which `generate.ts` writes. */
export const SYNTHETIC_FILE = 'synthetic';

/**
 * Loads sequences of any sets in the one form. Sets that are not on this machine are left out and said so.
 * @throws Error when clips have to be watched and ffmpeg or the models are missing
 */
export async function loadSequences(options: LoadOptions = {}): Promise<LabelledSequence[]> {
  const { sets = [...REAL_SETS, 'synthetic'], framesPerSecond = DEFAULT_FRAMES_PER_SECOND } = options;
  const loaded: LabelledSequence[] = [];
  for (const set of sets) {
    const sequences = set === 'synthetic' ? await loadSynthetic(options) : await loadReal(set, options);
    loaded.push(
      ...sequences.map((sequence) => (set === 'synthetic' ? sequence : atFrameRate(sequence, framesPerSecond))),
    );
  }
  return loaded;
}

async function loadSynthetic({ synthetic = DEFAULT_SYNTHETIC }: LoadOptions): Promise<LabelledSequence[]> {
  if ('folder' in synthetic) return readSequences(synthetic.folder, SYNTHETIC_FILE);
  return [...generateSequences(synthetic)];
}

async function loadReal(set: (typeof REAL_SETS)[number], options: LoadOptions): Promise<LabelledSequence[]> {
  const { data = SHARED_DATA, cache = LANDMARK_CACHE, sampling, log = () => undefined } = options;
  const isClips = set === 'people' || set === 'asl';
  const place = isClips ? join(data, 'clips', set) : join(data, 'recognition', `${set}.json`);
  if (!existsSync(place)) {
    log(`${set} is left out: ${place} is not there.`);
    return [];
  }
  if (isClips) {
    const folder = join(data, 'clips');
    const onExtract = (file: string): void => log(`Watching ${file}`);
    return loadClips(set, { folder, cache, onExtract, ...(sampling ? { sampling } : {}) });
  }
  const folder = join(data, 'recognition');
  if (set === 'face-clips') return loadFaceClips(folder);
  if (set === 'chewing') return loadChewing(folder);
  if (set === 'holistic-signs') return loadHolisticSigns(folder);
  return loadKinect(set, folder);
}
