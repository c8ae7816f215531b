import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { LabelledSequence } from '../labelled-sequence';
import { ClipCache, visionVersion } from '../video/clip-cache';
import { LandmarkExtractor, MODELS_FOLDER } from '../video/landmark-extractor';
import { DEFAULT_SAMPLING, type FrameSampling } from '../video/video-frames';
import { labelsOfClip, type ClipLabels } from './clip-labels';

/** Where clips are and how they are watched. */
export interface ClipsOptions {
  /** The folder `clips` of the shared data. */
  readonly folder: string;
  /** Where landmarks are kept. */
  readonly cache: string;
  readonly sampling?: FrameSampling;
  /** Told about each clip that has to be watched because it is not in the cache. */
  readonly onExtract?: (file: string) => void;
}

/** Signs of this set that mime eating: when they touch the mouth is not labelled. */
const MIMED_EATING = ['eat', 'hungry'];

type ClipSet = (name: string, durationMs: number) => Omit<LabelledSequence, 'frames' | 'framesPerSecond'>;

function peopleSet(folder: string): ClipSet {
  const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Record<string, ClipLabels>;
  const byName = new Map(Object.entries(labels).map(([file, clip]) => [parse(file).name, clip]));
  return (name) => {
    const clip = byName.get(name);
    if (!clip) throw new Error(`${join(folder, 'labels.json')} has no labels for ${name}.`);
    return { id: `people/${name}`, set: 'people', origin: 'real', ...labelsOfClip(name, clip) };
  };
}

/** Webcam-like clips of signs: hands before face and chest, nobody eats. */
const aslSet: ClipSet = (name, durationMs) => ({
  ...{ id: `asl/${name}`, set: 'asl', source: `asl-${name}`, origin: 'mimed' },
  labelled: { mouth: false, intake: !MIMED_EATING.includes(name) },
  mouth: [],
  intakes: [],
  negatives: [{ from: 0, to: durationMs, what: `sign-${name}` }],
});

/**
 * The clips of a set, watched by the worker's own vision; from the cache where they were watched before.
 * @throws Error when a clip has to be watched and ffmpeg or the models are missing
 */
export async function loadClips(set: 'people' | 'asl', options: ClipsOptions): Promise<LabelledSequence[]> {
  const { sampling = DEFAULT_SAMPLING, onExtract } = options;
  const folder = join(options.folder, set);
  const describe = set === 'people' ? peopleSet(folder) : aslSet;
  const cache = new ClipCache(options.cache, visionVersion(MODELS_FOLDER));
  const files = readdirSync(folder).filter((file) => /\.(mp4|avi|mkv)$/.test(file));
  const sequences: LabelledSequence[] = [];
  let extractor: LandmarkExtractor | undefined;
  try {
    for (const file of files.sort()) {
      const path = join(folder, file);
      const frames = await cache.frames(path, sampling, async () => {
        onExtract?.(path);
        extractor ??= await LandmarkExtractor.open();
        const found: LabelledSequence['frames'][number][] = [];
        for await (const { landmarks } of extractor.extract(path, sampling)) found.push(landmarks);
        return found;
      });
      const { framesPerSecond } = sampling;
      const durationMs = Math.round(((frames.length || 1) * 1000) / framesPerSecond);
      sequences.push({ ...describe(parse(file).name, durationMs), framesPerSecond, frames });
    }
  } finally {
    extractor?.close();
  }
  return sequences;
}
