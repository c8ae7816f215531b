import { join } from 'node:path';
import { startBackend, type BackendPreference } from '../../apps/ai-worker/src/vision/backend';
import { FULL_EFFORT, type Effort } from '../../libs/recognition/src/vision/effort';
import { LandmarkModelFolder } from '../../apps/ai-worker/src/vision/landmark-model-folder';
import { LandmarkTracker } from '../../libs/recognition/src/vision/landmark-tracker';
import { fail, servePipeline } from './measured-pipeline';

const MODELS = join(__dirname, '../../libs/recognition/models');

const EFFORTS: Readonly<Record<string, Effort>> = { full: FULL_EFFORT, half: { body: 2, hands: 2 } };

/** The program of a measured process: the ai-worker's own vision. Arguments: backend, effort, video. */
async function main([backend, effort = 'full', video]: readonly string[]): Promise<void> {
  const { note } = await startBackend(backend as BackendPreference);
  const tracker = new LandmarkTracker(await new LandmarkModelFolder(MODELS).load());
  await servePipeline(note, video, (pixels, capturedAt) => {
    const { face, body, hands } = tracker.track(pixels, capturedAt, EFFORTS[effort]).landmarks;
    return { face: face !== null, body: body !== null, hands: hands.length > 0 };
  });
}

process.once('disconnect', () => process.exit(0));
main(process.argv.slice(2)).catch(fail);
