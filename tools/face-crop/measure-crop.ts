import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from '../../apps/ai-worker/src/vision/backend';
import { LandmarkModelFolder } from '../../apps/ai-worker/src/vision/landmark-model-folder';
import { loadPageCode } from './page-code';
import { farAway, peopleOfPhotographs, personOfVideo } from './small-people';
import { NOTHING, together, watch, type WatchedRun } from './watched-run';

/**
 * Measures what it gains that the page crops to a face that is small: the same people, so far away that their faces have so
 * many pixels, watched with and without the crop at the same size of frames.
 * `npm run face-crop [-- --seconds 12 --video clip.mp4 --video other.mp4]`; videos need ffmpeg.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '12' }, video: { type: 'string', multiple: true, default: [] } },
});

const FRAMES = Number(values.seconds) * 8;
const MODELS = join(__dirname, '../../libs/recognition/models');
const FACE_HEIGHTS = [30, 45, 60];
const SENT = { width: 320, height: 240, quality: 80 };

const share = (part: number, all: number): string => (all > 0 ? `${((100 * part) / all).toFixed(0)} %` : '–');

function cells({ frames, faces, looks, hands, bytes, parts }: WatchedRun): string {
  const found = `${share(faces, frames)} | ${share(hands, frames)} | ${share(hands, looks)}`;
  return `${found} | ${(bytes / frames / 1000).toFixed(1)} | ${share(parts, frames)}`;
}

async function main(): Promise<void> {
  const page = await loadPageCode();
  const { backend } = await startBackend('auto');
  const models = await new LandmarkModelFolder(MODELS).load();
  console.log(
    `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Node ${process.version}, ${backend}, ${new Date().toISOString()}`,
  );
  try {
    const people = await peopleOfPhotographs(models, FRAMES);
    for (const file of values.video) people.push(await personOfVideo(models, file, FRAMES));
    for (const { name, faceHeight, frames } of people) {
      console.log(`${name}: ${frames.length} frames, face of ${faceHeight.toFixed(0)} pixels when near`);
    }
    console.log(`frames of at most ${SENT.width}x${SENT.height}, JPEG quality ${SENT.quality}`);
    console.log('| face in 640x480, px | crop | face found | hand found | of looks | kB a frame | cropped |');
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    for (const faceHeight of FACE_HEIGHTS) {
      for (const crops of [false, true]) {
        let run = NOTHING;
        for (const person of people) {
          const pictures = await farAway(person, faceHeight);
          if (pictures) run = together(run, await watch(models, pictures, { ...SENT, page, crops }));
        }
        if (run.frames > 0) console.log(`| ${faceHeight} | ${crops ? 'yes' : 'no'} | ${cells(run)} |`);
      }
    }
  } finally {
    models.dispose();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
