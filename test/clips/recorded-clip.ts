import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { Browser, Page } from 'playwright-core';
import { type CameraClip, writeClip } from './camera-clip';
import { CLIP_SIZE } from './photograph';

/** The longest part of a recording that is used, ms. */
const LONGEST = 20_000;

/** How large the recording is drawn; what its shape leaves free stays black. */
const FIT = { ...CLIP_SIZE, fit: 'contain', background: '#000' } as const;

async function serve(recording: Buffer): Promise<Server> {
  const server = createServer((request, response) => {
    const page = request.url === '/';
    response.setHeader('content-type', page ? 'text/html' : 'video/mp4');
    response.end(page ? '<!doctype html><video muted preload="auto"></video>' : recording);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

/** Loads the recording whole, so that every moment of it can be sought, and returns its length, ms. */
async function load(page: Page): Promise<number> {
  await page.evaluate(async () => {
    const recording = await (await fetch('/recording')).blob();
    document.querySelector('video')?.setAttribute('src', URL.createObjectURL(recording));
  });
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 2);
  return page.evaluate(() => (document.querySelector('video')?.duration ?? 0) * 1000);
}

/** The picture of the recording at a moment, ms from its beginning: a JPEG. */
async function pictureAt(page: Page, moment: number): Promise<Buffer> {
  const encoded = await page.evaluate(async (seconds) => {
    const video = document.querySelector('video');
    if (!video) throw new Error('There is no video.');
    await new Promise((resolve) => {
      video.onseeked = resolve;
      video.currentTime = seconds;
    });
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const reader = new FileReader();
    await new Promise((resolve) => {
      reader.onload = resolve;
      reader.readAsDataURL(blob);
    });
    if (typeof reader.result !== 'string') throw new Error('The picture could not be read.');
    return reader.result;
  }, moment / 1000);
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64');
}

/**
 * Makes a recording of real people into a clip for the fake camera, by playing it in a browser: no ffmpeg is needed.
 * @param browser plays it
 * @param recording path of a video that the browser can play
 * @param path where the clip goes to: ends in .y4m
 */
export async function writeRecordedClip(browser: Browser, recording: string, path: string): Promise<CameraClip> {
  const server = await serve(await readFile(recording));
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const length = Math.floor(Math.min(await load(page), LONGEST) / 100) * 100;
    return await writeClip(path, length, async (turn) => {
      const picture = await pictureAt(page, turn * length);
      return sharp(picture).resize(FIT).removeAlpha().raw().toBuffer();
    });
  } finally {
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  }
}
