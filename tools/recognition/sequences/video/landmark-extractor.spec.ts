import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractedModels } from '../../../../libs/recognition/src/testing/extracted-models.spec-support';
import { FACING_CAMERA, jpegOf } from '../../../../libs/recognition/src/testing/pictures.spec-support';
import { ClipCache } from './clip-cache';
import { LandmarkExtractor, type ExtractedFrame } from './landmark-extractor';
import { DEFAULT_SAMPLING, readVideo, splitJpegs } from './video-frames';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const withFfmpeg = hasFfmpeg ? it : it.skip;
const where = hasFfmpeg ? '' : ' (skipped: ffmpeg is not on the PATH)';

describe('splitJpegs()', () => {
  it('takes whole pictures off and keeps the rest', () => {
    const one = Buffer.from([0xff, 0xd8, 1, 2, 0xff, 0xd9]);
    const other = Buffer.from([0xff, 0xd8, 3, 0xff, 0xd9]);
    const begun = Buffer.from([0xff, 0xd8, 4]);
    expect(splitJpegs(Buffer.concat([one, other, begun]))).toEqual({ jpegs: [one, other], rest: begun });
    expect(splitJpegs(Buffer.alloc(0))).toEqual({ jpegs: [], rest: Buffer.alloc(0) });
  });
});

describe('a video', () => {
  let folder: string;
  let clip: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bapsang-video-'));
    clip = join(folder, 'clip.mjpeg');
    // Motion JPEG is pictures one after the other, 25 a second when nothing else is said: this is one second.
    const picture = await jpegOf(FACING_CAMERA);
    await writeFile(clip, Buffer.concat(Array.from({ length: 25 }, () => picture)));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  async function timesOf(file: string): Promise<number[]> {
    const times: number[] = [];
    for await (const { at } of readVideo(file, DEFAULT_SAMPLING)) times.push(at);
    return times;
  }

  withFfmpeg(`is read at steady steps${where}`, async () => {
    expect(await timesOf(clip)).toEqual([0, 125, 250, 375, 500, 625, 750, 875]);
  });

  withFfmpeg(`can be left before its end${where}`, async () => {
    for await (const { at } of readVideo(clip, DEFAULT_SAMPLING)) if (at > 200) break;
    expect(await timesOf(clip)).toHaveLength(8);
  });

  withFfmpeg(`that is none is refused${where}`, async () => {
    await expect(timesOf(__filename)).rejects.toThrow(/ffmpeg cannot read/);
  });

  it('needs ffmpeg and says so', async () => {
    const frames = readVideo(clip, DEFAULT_SAMPLING, join(folder, 'no-ffmpeg-here'));
    await expect(frames.next()).rejects.toThrow(/apt-get install ffmpeg/);
  });

  withFfmpeg(`is watched by the worker's own vision, once${where}`, async () => {
    const extractor = await LandmarkExtractor.open('auto', extractedModels());
    const found: ExtractedFrame[] = [];
    try {
      for await (const frame of extractor.extract(clip)) found.push(frame);
    } finally {
      extractor.close();
    }
    expect(found).toHaveLength(8);
    for (const { landmarks, timings, decodeMs } of found) {
      expect(landmarks.face?.score).toBeGreaterThan(0.9);
      expect(timings.faceMesh).toBeGreaterThan(0);
      expect(decodeMs).toBeGreaterThan(0);
    }
    const cache = new ClipCache(join(folder, 'cache'), 'a version');
    const landmarks = found.map((frame) => frame.landmarks);
    const first = await cache.frames(clip, DEFAULT_SAMPLING, () => Promise.resolve(landmarks));
    const again = await cache.frames(clip, DEFAULT_SAMPLING, () => Promise.reject(new Error('watched twice')));
    expect(again).toEqual(first);
    expect(first[0]?.face?.points[2]).toBeCloseTo(landmarks[0]?.face?.points[2] ?? NaN, 1);
    const other = new ClipCache(join(folder, 'cache'), 'another version');
    await expect(other.frames(clip, DEFAULT_SAMPLING, () => Promise.reject(new Error('watched anew')))).rejects.toThrow(
      'watched anew',
    );
  });
});
