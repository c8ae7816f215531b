import * as fc from 'fast-check';
import { generateSequence } from '../generator/generate-sequences';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { makeFolds, sourcesOf } from './folds';

const SOURCES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
const some = generateSequence(1, 1, 'still');
const from = (set: string, source: string, index: number): LabelledSequence => ({
  ...some,
  id: `${set}/${index}`,
  set,
  source,
});

const sequences = fc
  .array(fc.tuple(fc.constantFrom('people', 'asl', 'kard'), fc.constantFrom(...SOURCES)), { maxLength: 40 })
  .map((all) => all.map(([set, source], index) => from(set, source, index)));

describe('makeFolds()', () => {
  it('holds each sequence out once, and never trains on a source that it holds out', () => {
    fc.assert(
      fc.property(sequences, fc.integer({ min: 2, max: 8 }), fc.nat(), (all, count, seed) => {
        const folds = makeFolds(all, count, seed);
        expect(folds.flatMap(({ held }) => held.map(({ id }) => id)).sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { training, held } of folds) {
          expect(training.length + held.length).toBe(all.length);
          const heldSources = new Set(sourcesOf(held));
          expect(sourcesOf(training).filter((source) => heldSources.has(source))).toEqual([]);
        }
      }),
    );
  });

  it('leaves out one source at a time where there are as many folds as sources', () => {
    const all = SOURCES.slice(0, 5).map((source, index) => from('people', source, index));
    expect(makeFolds(all, 5, 1).map(({ held }) => held.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('deals the sources of a set out evenly', () => {
    const all = SOURCES.slice(0, 8).map((source, index) => from('people', source, index));
    expect(makeFolds(all, 3, 1).map(({ held }) => held.length)).toEqual([3, 3, 2]);
  });
});
