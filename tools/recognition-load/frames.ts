import { personFrame } from '../../apps/ai-worker/src/testing/sample-frames.spec-support';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Pictures of @vladmandic/face-api that show one person. */
const PICTURES = ['sample1.jpg', 'sample2.jpg', 'sample3.jpg'];

/**
 * What participants send: each one of these sequences, over and over; one picture for each where no folder is given, because
 * a participant who is another person in every frame would be looked for anew each time.
 * @param folder a folder of JPEGs in the order of their names, such as ffmpeg makes of a clip; undefined for pictures that come
 *   with a development dependency
 * @throws Error where the folder holds no JPEG
 */
export async function loadFrames(folder: string | undefined): Promise<Buffer[][]> {
  if (folder === undefined) return Promise.all(PICTURES.map(async (picture) => [await personFrame(picture)]));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  if (names.length === 0) throw new Error(`${folder} holds no .jpg.`);
  return [await Promise.all(names.map((name) => readFile(join(folder, name))))];
}
