import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractedModels } from '../../testing/extracted-models.spec-support';
import { FlatBufferError } from './flat-table';
import { parseTfliteModel } from './tflite-model';

describe('parseTfliteModel', () => {
  const directory = extractedModels();
  const read = (name: string): Buffer => readFileSync(join(directory, name));

  it.each([
    [
      'face-detection-short-range.tflite',
      164,
      [1, 128, 128, 3],
      [
        [1, 896, 16],
        [1, 896, 1],
      ],
    ],
    [
      'face-landmark.tflite',
      210,
      [1, 192, 192, 3],
      [
        [1, 1, 1, 1404],
        [1, 1, 1, 1],
      ],
    ],
    [
      'hand-landmark-lite.tflite',
      167,
      [1, 224, 224, 3],
      [
        [1, 63],
        [1, 1],
        [1, 1],
        [1, 63],
      ],
    ],
  ])('reads %s', (name, operations, input, outputs) => {
    const model = parseTfliteModel(read(name));
    expect(model.operations).toHaveLength(operations);
    expect(model.inputs.map((index) => model.tensors[index]?.shape)).toEqual([input]);
    expect(model.outputs.map((index) => model.tensors[index]?.shape)).toEqual(outputs);
  });

  it('widens half-float weights to plausible numbers', () => {
    const { tensors } = parseTfliteModel(read('face-landmark.tflite'));
    const weights = tensors.flatMap(({ constant }) => (constant instanceof Float32Array ? [constant] : []));
    expect(weights.length).toBeGreaterThan(100);
    expect(weights.every((values) => values.every((value) => Math.abs(value) < 1000))).toBe(true);
  });

  it('reads a model that does not start at the beginning of its memory', () => {
    const model = read('face-detection-short-range.tflite');
    const shifted = new Uint8Array(model.length + 3);
    shifted.set(model, 3);
    expect(parseTfliteModel(shifted.subarray(3)).operations).toHaveLength(164);
  });

  it('refuses rubbish with a clear error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => parseTfliteModel(bytes)).toThrow(FlatBufferError);
      }),
    );
  });

  it('refuses rubbish that bears the right mark', () => {
    const marked = fc.uint8Array({ minLength: 8, maxLength: 4000 }).map((bytes) => {
      bytes.set(Buffer.from('TFL3'), 4);
      // A root inside of the buffer gets further than one outside.
      new DataView(bytes.buffer).setUint32(0, (bytes[0] ?? 0) % bytes.length, true);
      return bytes;
    });
    fc.assert(
      fc.property(marked, (bytes) => {
        expect(() => parseTfliteModel(bytes)).toThrow(FlatBufferError);
      }),
    );
  });

  it('refuses a model that is cut short', () => {
    const model = read('face-detection-short-range.tflite');
    // The tables of these files lie at the end, so every cut takes something that is needed.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: model.length - 1000 }), (length) => {
        expect(() => parseTfliteModel(model.subarray(0, length))).toThrow(FlatBufferError);
      }),
      { numRuns: 50 },
    );
  });

  it('reads or refuses a damaged model, and does neither for ever', () => {
    const model = read('face-detection-short-range.tflite');
    const damages = fc.array(fc.tuple(fc.nat(20_000), fc.nat(255)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(damages, (damage) => {
        const bytes = new Uint8Array(model);
        for (const [fromEnd, value] of damage) bytes[bytes.length - 1 - fromEnd] = value;
        try {
          parseTfliteModel(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FlatBufferError);
        }
      }),
      { numRuns: 50 },
    );
  });
});
