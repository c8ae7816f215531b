import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { startBackend } from '../apps/ai-worker/src/vision/backend';
import { LandmarkModelFolder } from '../apps/ai-worker/src/vision/landmark-model-folder';
import type { HarnessWindow, PlainFrame } from '../apps/web/harness/harness-window';
import { parseMotionModel } from '../libs/recognition/src/motion/motion-model';
import { ParticipantWatch } from '../libs/recognition/src/participant-watch';
import { extractedModels } from '../libs/recognition/src/testing/extracted-models.spec-support';
import { HarnessSite } from '../tools/device-recognition/harness-site';
import { writeEatingClip } from './clips/eating-clip';
import { launchChromium } from './support/chromium';

const FRAMES_PER_SECOND = 10;
const SIZE = { width: 320, height: 240 };
const MOTION_MODELS = join(__dirname, '../models/motion');

/** How far landmarks of browser and Node may be apart, pixels: the same WebAssembly, on the same pixels. */
const TOLERANCE = 0.01;

/** What the ai-worker's code sees, picture by picture. */
async function watchInNode(pictures: readonly Buffer[]): Promise<PlainFrame[]> {
  await startBackend('wasm');
  const models = await new LandmarkModelFolder(extractedModels()).load();
  const version = readFileSync(join(MOTION_MODELS, 'current'), 'utf8').trim();
  const json: unknown = JSON.parse(readFileSync(join(MOTION_MODELS, version, 'model.json'), 'utf8'));
  const watch = new ParticipantWatch(models, parseMotionModel(json));
  const frames: PlainFrame[] = [];
  for (const [index, picture] of pictures.entries()) {
    const data = await sharp(picture).removeAlpha().raw().toBuffer();
    const { landmarks, update } = watch.look({ data, ...SIZE }, Math.round((index * 1000) / FRAMES_PER_SECOND));
    frames.push({
      face: [...(landmarks.face?.points ?? [])],
      body: [...(landmarks.body?.points ?? [])],
      hands: landmarks.hands.flatMap(({ points }) => [...points]),
      motion: update.motion,
      events: update.events.map(({ kind, contactAt }) => ({ kind, contactAt })),
    });
  }
  models.dispose();
  return frames;
}

function largestDifference(one: readonly number[], other: readonly number[]): number {
  expect(one).toHaveLength(other.length);
  return Math.max(0, ...one.map((value, index) => Math.abs(value - (other[index] ?? NaN))));
}

describe('recognition on the device', () => {
  let folder: string;
  let browser: Browser;
  let site: HarnessSite;
  let inNode: PlainFrame[];
  let inBrowser: PlainFrame[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bapsang-device-'));
    const clip = await writeEatingClip(join(folder, 'eating.y4m'));
    const loop = await Promise.all(
      clip.pictures.map((picture) => sharp(picture).resize(SIZE.width, SIZE.height, { fit: 'fill' }).png().toBuffer()),
    );
    const pictures = [...loop, ...loop];
    site = await HarnessSite.open(pictures);
    browser = await launchChromium({ camera: clip.path });
    const page = await browser.newPage();
    await page.goto(site.url);
    const asked = { addresses: site.pictureAddresses, framesPerSecond: FRAMES_PER_SECOND };
    // Each keeps one core busy.
    [inBrowser, inNode] = await Promise.all([
      page.evaluate(
        ({ addresses, framesPerSecond }) =>
          (window as unknown as HarnessWindow).harness.watchClip(addresses, framesPerSecond),
        asked,
      ),
      watchInNode(pictures),
    ]);
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await site.close();
    rmSync(folder, { recursive: true });
  });

  it('sees face, body and hands of a clip as the ai-worker does', () => {
    const seen = (part: 'face' | 'body' | 'hands'): number => inNode.filter((frame) => frame[part].length > 0).length;
    expect(seen('face')).toBeGreaterThan(60);
    expect(seen('body')).toBeGreaterThan(60);
    expect(seen('hands')).toBeGreaterThan(5);
    inNode.forEach((frame, index) => {
      for (const part of ['face', 'body', 'hands'] as const) {
        expect(largestDifference(inBrowser[index]![part], frame[part])).toBeLessThan(TOLERANCE);
      }
    });
  });

  it('tells the same motions and events as the ai-worker', () => {
    expect(new Set(inNode.map(({ motion }) => motion)).size).toBeGreaterThan(1);
    expect(inBrowser.map(({ motion }) => motion)).toEqual(inNode.map(({ motion }) => motion));
    expect(inBrowser.flatMap(({ events }) => events)).toEqual(inNode.flatMap(({ events }) => events));
  });

  it('recognises the camera in a Web Worker and reports changes alone', async () => {
    const page = await browser.newPage();
    await page.goto(site.url);
    const figures = await page.evaluate(() => (window as unknown as HarnessWindow).harness.measure('wasm', 20_000));
    expect(figures.status).toBe(JSON.stringify({ state: 'active' }));
    expect(figures.looks.length).toBeGreaterThan(10);
    expect(figures.reports.length).toBeGreaterThan(0);
    expect(figures.reports.length).toBeLessThan(figures.looks.length / 2);
    await page.close();
  }, 60_000);
});
