import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackendPreference, startBackend } from '../../apps/ai-worker/src/vision/backend';
import { regionOfMesh } from '../../libs/recognition/src/vision/face/face-geometry';
import { FaceTracker } from '../../libs/recognition/src/vision/face/face-tracker';
import { decodeFrame } from '../../apps/ai-worker/src/vision/frame-decoder';
import { type Region, wholeFrame } from '../../libs/recognition/src/vision/image/region';
import type { LandmarkModels } from '../../libs/recognition/src/vision/landmark-models';
import { LandmarkModelFolder } from '../../apps/ai-worker/src/vision/landmark-model-folder';
import type { Pixels } from '../../libs/recognition/src/vision/pixels';
import { StepStopwatch } from '../../libs/recognition/src/vision/step-stopwatch';
import { tensorCount } from '../../libs/recognition/src/vision/tensor-count';
import { HAND_IN_HAIR, jpegOf } from '../../libs/recognition/src/testing/pictures.spec-support';
import { type Cost, type Ready, type Round, type RoundRequest, type Subject, SUBJECTS } from './round-messages';

const MODELS = join(__dirname, '../../libs/recognition/models');
const FRAME_PIXELS = 640 * 480;
/** Time between frames as the tracker sees it, ms. */
const FRAME_INTERVAL = 125;
/** A square of the size in which a hand is looked for; the hand model costs the same wherever it looks. */
const HAND_REGION: Region = { centreX: 120, centreY: 120, width: 110, height: 110, angle: 0 };

/** What a subject does once. */
type Run = () => unknown;

/** The subjects, ready to be run. Whole frames are decoded and tracked as in the worker. */
async function prepare(models: LandmarkModels): Promise<Readonly<Record<Subject, Run>>> {
  const jpeg = await jpegOf(HAND_IN_HAIR);
  const pixels = await decodeFrame(jpeg, FRAME_PIXELS);
  const square = wholeFrame(pixels, { width: 1, height: 1 });
  const tracker = new FaceTracker(models.faceDetector, models.faceMesh);
  let time = 0;
  const trackFace = (frame: Pixels) =>
    tracker.track(frame, { capturedAt: (time += FRAME_INTERVAL), body: null, isVacant: false }, new StepStopwatch());
  const face = trackFace(pixels);
  if (!face) throw new Error('The face of the picture is not found.');
  const faceRegion = regionOfMesh(face.points);
  const frameOf = (...steps: ((frame: Pixels) => unknown)[]): Run => {
    return async () => {
      const frame = await decodeFrame(jpeg, FRAME_PIXELS);
      for (const step of steps) step(frame);
    };
  };
  const findBody = (frame: Pixels) => models.body.find(frame);
  const findHand = (frame: Pixels) => models.hand.find(frame, HAND_REGION);
  return {
    'decode a JPEG of 320x240': frameOf(),
    'face detector': () => models.faceDetector.detect(pixels, square),
    'face mesh': () => models.faceMesh.find(pixels, faceRegion),
    body: () => findBody(pixels),
    'one hand': () => findHand(pixels),
    'frame: face only': frameOf(trackFace),
    'frame: face and body': frameOf(trackFace, findBody),
    'frame: face, body and one hand': frameOf(trackFace, findBody, findHand),
  };
}

async function measure(run: Run, runs: number): Promise<Cost> {
  const wall: number[] = [];
  const before = process.cpuUsage();
  for (let count = 0; count < runs; count++) {
    const begun = performance.now();
    await run();
    wall.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

/** https://docs.kernel.org/filesystems/proc.html, smaps_rollup. */
function memory(): Round['memory'] {
  if (process.platform !== 'linux') return undefined;
  const rollup = readFileSync('/proc/self/smaps_rollup', 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}: +(\\d+) kB`, 'm').exec(rollup)?.[1] ?? NaN);
  return { written: kilobytes('Private_Dirty') / 1024, resident: kilobytes('Rss') / 1024 };
}

/** The program of a measured process: one backend, one round whenever it is asked. */
async function main(preference: BackendPreference): Promise<void> {
  const { backend, note } = await startBackend(preference);
  const subjects = await prepare(await new LandmarkModelFolder(MODELS).load());
  process.on('message', ({ runs }: RoundRequest) => {
    void (async () => {
      const costs = {} as Record<Subject, Cost>;
      for (const subject of SUBJECTS) costs[subject] = await measure(subjects[subject], runs);
      const round: Round = { type: 'round', costs, memory: memory(), tensors: tensorCount() };
      process.send?.(round);
    })();
  });
  const ready: Ready = { type: 'ready', backend, note };
  process.send?.(ready);
}

process.once('disconnect', () => process.exit(0));
main(process.argv[2] as BackendPreference).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
