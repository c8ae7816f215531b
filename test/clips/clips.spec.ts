import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EatingEvent, Motion } from '@bapsang/shared';
import sharp from 'sharp';
import { MotionTracker } from '../../libs/recognition/src/motion/motion-tracker';
import type { MotionUpdate } from '../../libs/recognition/src/motion/motion-update';
import { startBackend } from '../../apps/ai-worker/src/vision/backend';
import { decodeFrame } from '../../apps/ai-worker/src/vision/frame-decoder';
import type { LandmarkModels } from '../../libs/recognition/src/vision/landmark-models';
import { LandmarkModelFolder } from '../../apps/ai-worker/src/vision/landmark-model-folder';
import { LandmarkTracker } from '../../libs/recognition/src/vision/landmark-tracker';
import { extractedModels } from '../../libs/recognition/src/testing/extracted-models.spec-support';
import { writeCoveredClip } from './covered-clip';
import { writeEatingClip } from './eating-clip';
import type { CameraClip } from './camera-clip';
import { writePersonClip } from './person-clip';
import { CLIP_SIZE } from './photograph';

const FRAME = { width: 320, height: 240 } as const;
const MAX_PIXELS = FRAME.width * FRAME.height;

let models: LandmarkModels;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bapsang-clips-'));
  await startBackend('auto');
  models = await new LandmarkModelFolder(extractedModels()).load();
}, 60_000);

afterAll(async () => {
  models.dispose();
  await rm(folder, { recursive: true });
});

/** What the recognition server sees of a camera that plays a clip over and over: small frames as a browser makes them. */
async function watch(clip: CameraClip, loops: number, framesPerSecond: number): Promise<MotionUpdate[]> {
  const vision = new LandmarkTracker(models);
  const motion = new MotionTracker();
  const updates: MotionUpdate[] = [];
  const smaller = new Map<Buffer, Buffer>();
  for (let index = 0; index < (loops * clip.durationMs * framesPerSecond) / 1000; index += 1) {
    const at = Math.round((index * 1000) / framesPerSecond);
    const picture = clip.pictures[Math.floor((at * clip.picturesPerSecond) / 1000) % clip.pictures.length]!;
    const jpeg =
      smaller.get(picture) ?? (await sharp(picture).resize(FRAME.width, FRAME.height).jpeg({ quality: 70 }).toBuffer());
    smaller.set(picture, jpeg);
    updates.push(motion.update(vision.track(await decodeFrame(jpeg, MAX_PIXELS), at + 1).landmarks));
  }
  return updates;
}

const eventsOf = (updates: readonly MotionUpdate[]): EatingEvent[] => updates.flatMap(({ events }) => events);
const motionsOf = (updates: readonly MotionUpdate[]): Set<Motion> => new Set(updates.map(({ motion }) => motion));

describe('the clips of the fake camera', () => {
  it.each([8, 6])(
    'show an eater whose hand reaches the mouth once in every loop, at %i frames a second',
    async (rate) => {
      const clip = await writeEatingClip(join(folder, 'eating.y4m'));
      const loops = 3;
      const updates = await watch(clip, loops, rate);
      const events = eventsOf(updates);
      expect(events).toHaveLength(loops);
      events.forEach(({ beganAt }, loop) => expect(Math.floor(beganAt / clip.durationMs)).toBe(loop));
      expect(motionsOf(updates)).not.toContain('away');
      expect([...motionsOf(updates)].some((motion) => motion === 'bite' || motion === 'drink')).toBe(true);
    },
    120_000,
  );

  it('show a person who rests', async () => {
    const clip = await writePersonClip(join(folder, 'person.y4m'));
    const updates = await watch(clip, 2, 8);
    expect(eventsOf(updates)).toEqual([]);
    expect([...motionsOf(updates)].sort()).toEqual(['idle', 'unknown']);
  }, 60_000);

  it('show nobody behind a covered lens, which is away within 2 s', async () => {
    const clip = await writeCoveredClip(join(folder, 'covered.y4m'));
    const updates = await watch(clip, 2, 8);
    expect([...motionsOf(updates)].sort()).toEqual(['away', 'unknown']);
    expect(updates.findIndex(({ motion }) => motion === 'away')).toBeLessThanOrEqual(16);
  }, 60_000);

  it('are as long in the file as they say, at the rate that its header states', async () => {
    const clip = await writeCoveredClip(join(folder, 'length.y4m'));
    const [header = ''] = (await readFile(clip.path, 'latin1')).split('\n', 1);
    const frame = 'FRAME\n'.length + CLIP_SIZE.width * CLIP_SIZE.height * 1.5;
    expect(header).toContain(` F${clip.picturesPerSecond}:1 `);
    expect((await stat(clip.path)).size).toBe(header.length + 1 + clip.pictures.length * frame);
    expect((clip.pictures.length * 1000) / clip.picturesPerSecond).toBe(clip.durationMs);
  });
});
