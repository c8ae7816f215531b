import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LabelledSequence } from '../labelled-sequence';
import { encodedLength, FrameReader, FrameWriter, type FrameCoding } from './frame-coding';

/** Says what the two files are; a reader refuses others. */
const FORMAT = 'bapsang-sequences';
const VERSION = 1;

/** Everything of a sequence but its frames, and how those are written. */
type Header = Omit<LabelledSequence, 'frames'> &
  FrameCoding & {
    /** When each frame was taken, ms. */
    readonly times: readonly number[];
    /** Where its frames begin among all int16 values. */
    readonly offset: number;
  };

interface Index {
  readonly format: string;
  readonly version: number;
  readonly sequences: readonly Header[];
}

const indexPath = (folder: string, name: string): string => join(folder, `${name}.json`);
const valuesPath = (folder: string, name: string): string => join(folder, `${name}.i16.gz`);

/** Whether sequences were written under this name. */
export function hasSequences(folder: string, name: string): boolean {
  return existsSync(indexPath(folder, name)) && existsSync(valuesPath(folder, name));
}

/**
 * Writes sequences as NAME.json (labels, times) and NAME.i16.gz (landmarks as little-endian int16). Pixels are kept to
 * 1/32 where coordinates stay below 1024, scores to 0.0001; times must be whole ms.
 * @param folder made where it is not there
 * @throws RangeError when a frame has a time that is not whole
 */
export async function writeSequences(
  folder: string,
  name: string,
  sequences: readonly LabelledSequence[],
): Promise<void> {
  const writer = new FrameWriter(sequences.reduce((sum, sequence) => sum + encodedLength(sequence.frames), 0));
  const headers = sequences.map((sequence): Header => {
    const { frames, ...labels } = sequence;
    const times = frames.map(({ capturedAt }) => capturedAt);
    if (!times.every(Number.isInteger)) throw new RangeError(`Times in ${sequence.id} are not whole milliseconds.`);
    const offset = writer.length;
    return { ...labels, ...writer.write(frames), times, offset };
  });
  const index: Index = { format: FORMAT, version: VERSION, sequences: headers };
  await mkdir(folder, { recursive: true });
  await replaceFile(valuesPath(folder, name), gzipSync(writer.bytes(), { level: 6 }));
  await replaceFile(indexPath(folder, name), JSON.stringify(index));
}

/**
 * Reads what {@link writeSequences} wrote.
 * @throws Error when the files are missing, damaged or of another format or version
 */
export async function readSequences(folder: string, name: string): Promise<LabelledSequence[]> {
  const index = JSON.parse(await readFile(indexPath(folder, name), 'utf8')) as Partial<Index>;
  if (index.format !== FORMAT || index.version !== VERSION || !index.sequences) {
    throw new Error(`${indexPath(folder, name)} is not ${FORMAT} version ${VERSION}: write it again.`);
  }
  const bytes = gunzipSync(await readFile(valuesPath(folder, name)));
  const reader = new FrameReader(new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2));
  return index.sequences.map(({ facePoints, scale, times, offset, ...labels }) => ({
    ...labels,
    frames: reader.read(offset, times, { facePoints, scale }),
  }));
}

/** A run that is interrupted leaves the old file or the new one, never half of it. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
