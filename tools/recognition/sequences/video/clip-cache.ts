import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LabelledSequence } from '../labelled-sequence';
import { hasSequences, readSequences, writeSequences } from '../files/sequence-file';
import type { FrameSampling } from './video-frames';

const ROOT = resolve(__dirname, '..', '..', '..', '..');

/** Where the landmarks are found, and where the pixels come from. */
const VISION = ['libs/recognition/src/vision', 'apps/ai-worker/src/vision'];

/** Tests find no landmarks, and all backends must find the same ones. */
const WITHOUT_INFLUENCE = /\.spec(-support)?\.ts$|^testing|^backend/;

/** A name for the vision code as it is now: landmarks that another version found are not taken for its own. */
export function visionVersion(modelsFolder: string): string {
  const hash = createHash('sha256');
  for (const folder of VISION) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    const sources = files.filter((path) => path.endsWith('.ts') && !WITHOUT_INFLUENCE.test(path));
    for (const path of sources.sort()) hash.update(path).update(readFileSync(join(ROOT, folder, path)));
  }
  return hash
    .update(readFileSync(join(modelsFolder, 'manifest.json')))
    .digest('hex')
    .slice(0, 12);
}

/** Keeps the landmarks of clips in a folder outside the repository, so that they are extracted once. */
export class ClipCache {
  constructor(
    private readonly folder: string,
    /** What {@link visionVersion} says. */
    private readonly version: string,
  ) {}

  /** The landmarks of a clip; extracted by `extract` where the clip, the sampling or the vision code is new. */
  async frames(
    file: string,
    sampling: FrameSampling,
    extract: () => Promise<LabelledSequence['frames']>,
  ): Promise<LabelledSequence['frames']> {
    const name = this.nameOf(file, sampling);
    if (hasSequences(this.folder, name)) return (await readSequences(this.folder, name))[0]?.frames ?? [];
    const frames = await extract();
    await writeSequences(this.folder, name, [unlabelled(name, frames, sampling)]);
    // What is kept is a little coarser than what was found: everybody gets the same.
    return (await readSequences(this.folder, name))[0]?.frames ?? [];
  }

  private nameOf(file: string, { framesPerSecond, width, height }: FrameSampling): string {
    const { size, mtimeMs } = statSync(file);
    const about = JSON.stringify([file, size, mtimeMs, framesPerSecond, width, height, this.version]);
    return createHash('sha256').update(about).digest('hex').slice(0, 24);
  }
}

function unlabelled(
  id: string,
  frames: LabelledSequence['frames'],
  { framesPerSecond }: FrameSampling,
): LabelledSequence {
  return {
    ...{ id, set: 'cache', source: id, origin: 'real', framesPerSecond, frames },
    ...{ labelled: { mouth: false, intake: false }, mouth: [], intakes: [], negatives: [] },
  };
}
