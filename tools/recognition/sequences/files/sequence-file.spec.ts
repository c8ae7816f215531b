import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generateSequence } from '../../generator/generate-sequences';
import type { LabelledSequence } from '../labelled-sequence';
import { hasSequences, readSequences, writeSequences } from './sequence-file';

/** Half a step of a value that is kept to 1/32. */
const HALF_STEP = 1 / 64 + 1e-3;

function expectNear(read: Float32Array, written: Float32Array, tolerance: number): void {
  expect(read).toHaveLength(written.length);
  written.forEach((value, index) => {
    if (Number.isNaN(value)) expect(read[index]).toBeNaN();
    else expect(Math.abs(read[index]! - value)).toBeLessThanOrEqual(tolerance);
  });
}

describe('the file of sequences', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bapsang-sequences-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('gives back what was written, to a 64th of a pixel', async () => {
    const written = [
      generateSequence(1, 1, 'cup'),
      generateSequence(1, 2, 'waving'),
      generateSequence(1, 3, 'headset'),
    ];
    await writeSequences(folder, 'some', written);
    expect(hasSequences(folder, 'some')).toBe(true);
    const read = await readSequences(folder, 'some');
    read.forEach((sequence, index) => {
      const { frames, ...labels } = written[index]!;
      expect(sequence).toMatchObject(labels);
      expect(sequence.frames).toHaveLength(frames.length);
      frames.forEach((frame, at) => {
        const { face, body, hands, ...rest } = sequence.frames[at]!;
        expect(rest).toEqual({
          capturedAt: frame.capturedAt,
          width: frame.width,
          height: frame.height,
          lookedFor: frame.lookedFor,
        });
        expect(hands.map(({ side }) => side)).toEqual(frame.hands.map(({ side }) => side));
        expect([face !== null, body !== null]).toEqual([frame.face !== null, frame.body !== null]);
        if (face) expectNear(face.points, frame.face!.points, HALF_STEP);
        if (body) expectNear(body.points, frame.body!.points, HALF_STEP);
        if (body) expectNear(body.scores, frame.body!.scores, 1e-4);
        hands.forEach(({ points, score }, hand) => {
          expectNear(points, frame.hands[hand]!.points, HALF_STEP);
          expect(score).toBeCloseTo(frame.hands[hand]!.score, 3);
        });
      });
    });
    expect(read).toHaveLength(written.length);
  });

  it('keeps points far outside of the frame, if more coarsely', async () => {
    const sequence = generateSequence(1, 1, 'still');
    const far = withBodyAt(sequence, 20_000);
    await writeSequences(folder, 'far', [far]);
    const [read] = await readSequences(folder, 'far');
    expect(read!.frames[0]!.body!.points[0]).toBeCloseTo(20_000, 0);
  });

  it('holds nothing where nothing was written', async () => {
    expect(hasSequences(folder, 'none')).toBe(false);
    await writeSequences(folder, 'none', []);
    expect(await readSequences(folder, 'none')).toEqual([]);
  });

  it('refuses times that it could not keep', async () => {
    const sequence = generateSequence(1, 1, 'still');
    const frames = sequence.frames.map((frame) => ({ ...frame, capturedAt: frame.capturedAt + 0.5 }));
    await expect(writeSequences(folder, 'odd', [{ ...sequence, frames }])).rejects.toThrow(/not whole milliseconds/);
  });

  it('refuses files of another version', async () => {
    await writeSequences(folder, 'old', []);
    const path = join(folder, 'old.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"version":1', '"version":0'));
    await expect(readSequences(folder, 'old')).rejects.toThrow(/write it again/);
  });

  it('refuses files that end too early', async () => {
    await writeSequences(folder, 'short', [generateSequence(1, 1, 'still')]);
    await writeFile(join(folder, 'short.i16.gz'), gzipSync(new Uint8Array(100)));
    await expect(readSequences(folder, 'short')).rejects.toThrow(/end in the middle/);
  });
});

function withBodyAt(sequence: LabelledSequence, x: number): LabelledSequence {
  const frames = sequence.frames.map((frame) => {
    const points = new Float32Array(34);
    points[0] = x;
    return { ...frame, body: { points, scores: new Float32Array(17) }, lookedFor: { ...frame.lookedFor, body: true } };
  });
  return { ...sequence, frames };
}
