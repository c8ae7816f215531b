import { generateSequence } from './generate-sequences';
import { Measures, measureSequences } from './measures';

describe('Measures', () => {
  it('gives quantiles of what is known', () => {
    const measures = new Measures();
    for (const value of [5, null, 1, undefined, 3, NaN, 2, 4]) measures.add('some', value);
    expect(measures.quantiles('some', [0, 0.5, 1])).toEqual({ at: [1, 3, 5], count: 5 });
    expect(measures.quantiles('none', [0.5])).toBeUndefined();
  });
});

describe('made-up sequences', () => {
  const many = (kind: Parameters<typeof generateSequence>[2]) =>
    measureSequences(Array.from({ length: 10 }, (_, index) => generateSequence(21, 7 * index, kind)));
  const median = (measures: Measures, name: string): number => measures.quantiles(name, [0.5])?.at[0] ?? NaN;

  // The bounds are where the recordings of people lie (tools/recognition/compare.ts), with room on both sides.
  it('move the jaw in chewing, and the lips in talking', () => {
    const chewing = many('chew');
    const talking = many('talk');
    expect(median(chewing, 'chew: chinOverGap')).toBeGreaterThan(1.3);
    expect(median(talking, 'talk: chinOverGap')).toBeLessThan(1);
    expect(median(chewing, 'chew: chewingShare')).toBeGreaterThan(0.65);
    expect(median(talking, 'talk: lipGapSpread')).toBeGreaterThan(0.008);
    expect(median(chewing, 'chew: jawSpread')).toBeGreaterThan(0.006);
  });

  it('keep the fingertips off the lips where a utensil is held', () => {
    expect(median(many('fingers'), 'bite: nearest fingertip')).toBeLessThan(0.3);
    expect(median(many('spoon'), 'bite: nearest fingertip')).toBeGreaterThan(0.35);
  });

  it('pitch the head back for a bottle more than for a straw', () => {
    const change = 'sip: change of eyesToNose';
    expect(median(many('bottle'), change)).toBeLessThan(median(many('straw'), change) - 0.03);
  });
});
