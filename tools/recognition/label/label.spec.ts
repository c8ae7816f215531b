import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { RULES } from '../../../libs/recognition/src/motion/motion-model';
import { extractedModels } from '../../../libs/recognition/src/testing/extracted-models.spec-support';
import { FACING_CAMERA, jpegOf } from '../../../libs/recognition/src/testing/pictures.spec-support';
import { LandmarkExtractor } from '../sequences/video/landmark-extractor';
import { DEFAULT_SAMPLING } from '../sequences/video/video-frames';
import { recognize } from './recognize';
import { watchClip } from './watch-clip';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const withFfmpeg = hasFfmpeg ? it : it.skip;
const where = hasFfmpeg ? '' : ' (skipped: ffmpeg is not on the PATH)';

/** Longest time that the command may take on a busy machine, ms. */
const PATIENCE_MS = 240_000;

interface TimelineFile {
  readonly clip: string;
  readonly frames: number;
  readonly durationMs: number;
  readonly backend: string;
  readonly model: string;
  readonly spans: readonly { readonly from: number; readonly to: number; readonly motion: string }[];
  readonly events: readonly unknown[];
  readonly steps: readonly {
    readonly at: number;
    readonly probabilities: Readonly<Record<string, number>>;
    readonly signals: { readonly faceWidth: number | null; readonly sees: { readonly face: boolean } };
  }[];
  readonly meanMs: Readonly<Record<string, number>>;
}

describe('npm run recognize', () => {
  let folder: string;
  let clip: string;

  beforeAll(async () => {
    extractedModels();
    folder = await mkdtemp(join(tmpdir(), 'bapsang-label-'));
    clip = join(folder, 'a clip & more.mp4');
    if (!hasFfmpeg) return;
    // A face for 2 s, then 2 s of an empty grey room.
    const picture = join(folder, 'face.jpg');
    await writeFile(picture, await jpegOf(FACING_CAMERA));
    const parts = [
      '-loop',
      '1',
      '-t',
      '2',
      '-r',
      '25',
      '-i',
      picture,
      '-f',
      'lavfi',
      '-t',
      '2',
      '-i',
      'color=gray:320x240:r=25',
    ];
    const joined = '[0:v]setsar=1,format=yuv420p[a];[1:v]setsar=1,format=yuv420p[b];[a][b]concat=n=2:v=1:a=0';
    ffmpeg(...parts, '-filter_complex', joined, '-c:v', 'mpeg4', '-q:v', '3', clip);
  }, PATIENCE_MS);

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  function ffmpeg(...args: string[]): void {
    const { status, stderr } = spawnSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }

  withFfmpeg(
    `plays a clip, tells its timeline, writes it as JSON and draws it${where}`,
    async () => {
      const out = join(folder, 'timeline.png');
      const json = join(folder, 'events.json');
      const labels = join(folder, 'labels.json');
      await writeFile(labels, JSON.stringify({ seg: [[0, 2, 'idle']], contact: [[0.5, 1]], neg_contact: [[1, 1.5]] }));
      const printed: string[] = [];
      const outputs = ['--out', out, '--json', json, '--labels', labels, '--pictures'];
      await recognize([clip, ...outputs, '--model', 'rules'], (text) => printed.push(text));
      const stdout = printed.join('\n');
      expect(stdout).toMatch(
        /a clip & more\.mp4: 4\.0 s, 32 frames of 320x240 at 8 a second; model rules@\d+, backend \S+/,
      );
      expect(stdout).toMatch(/ {3}0\.00 .*unknown/);
      expect(stdout).toMatch(/Face seen in [45]\d % of the frames/);

      const told = JSON.parse(await readFile(json, 'utf8')) as TimelineFile;
      expect(told).toMatchObject({ clip: 'a clip & more.mp4', frames: 32, durationMs: 4000, events: [] });
      expect(told.spans[0]!.from).toBe(0);
      expect(told.spans.at(-1)).toMatchObject({ to: 4000, motion: 'away' });
      expect(told.spans.map(({ motion }) => motion)).toContain('idle');
      expect(Object.keys(told.meanMs)).toEqual(
        expect.arrayContaining(['decode', 'faceMesh', 'body', 'motion', 'total']),
      );
      expect(told.steps).toHaveLength(32);
      const [first] = told.steps;
      expect(first!.signals.sees.face).toBe(true);
      expect(first!.signals.faceWidth).toBeGreaterThan(50);
      const sum = Object.values(first!.probabilities).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(1, 2);

      const { format, width, height } = await sharp(out).metadata();
      expect({ format, width }).toEqual({ format: 'png', width: 1600 });
      expect(height).toBeGreaterThan(700);
      // Not only paper: the lanes have colours.
      const { channels } = await sharp(out).stats();
      for (const { mean, stdev } of channels.slice(0, 3)) {
        expect(mean).toBeGreaterThan(180);
        expect(stdev).toBeGreaterThan(10);
      }
    },
    PATIENCE_MS,
  );

  it.each([
    [[], /Give one video file.*npm run recognize/s],
    [['one.mp4', 'two.mp4'], /Give one video file/],
    [['nowhere.mp4'], /There is no file nowhere\.mp4/],
    [['.'], /is not a file/],
    [['--frame-rate', '0', __filename], /from 1 to 30/],
    [['--backend', 'abacus', __filename], /one of auto, tfjs-node, wasm/],
    [['--labels', 'none.json', __filename], /no file of labels none\.json/],
    [['--model', 'none', __filename], /no motion model/],
  ])('says what to do instead of %j', async (args, message) => {
    await expect(recognize(args, () => undefined)).rejects.toThrow(message);
  });

  describe('with the models loaded', () => {
    let extractor: LandmarkExtractor;

    beforeAll(async () => {
      extractor = await LandmarkExtractor.open('auto', extractedModels());
    }, PATIENCE_MS);

    afterAll(() => extractor.close());

    const watch = (file: string): Promise<unknown> => watchClip(file, extractor, RULES, DEFAULT_SAMPLING);

    withFfmpeg(`says that sound alone shows nothing${where}`, async () => {
      const sound = join(folder, 'sound.wav');
      ffmpeg('-f', 'lavfi', '-t', '1', '-i', 'sine', sound);
      await expect(watch(sound)).rejects.toThrow(/sound\.wav has no video stream/);
    });

    withFfmpeg(`says that a file is no video${where}`, async () => {
      await expect(watch(__filename)).rejects.toThrow(/label\.spec\.ts is no video that ffmpeg can read/);
    });
  });

  it('says how to come by the models', async () => {
    await expect(LandmarkExtractor.open('wasm', folder)).rejects.toThrow(/extract-models\.mjs/);
  });
});
