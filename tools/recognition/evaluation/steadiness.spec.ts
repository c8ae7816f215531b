import type { Motion } from '@bapsang/shared';
import * as fc from 'fast-check';
import type { JudgedStep } from './judge';
import { certainly } from './judged-steps.spec-support';
import { addSteadiness, motionSpans, steadinessOf } from './steadiness';

const told = (motions: readonly Motion[]): JudgedStep[] =>
  motions.map((motion, index) => certainly(motion, 100 * index));

describe('motionSpans()', () => {
  it('joins frames that tell the same', () => {
    expect(motionSpans(told(['idle', 'idle', 'chew', 'idle']))).toEqual([
      { motion: 'idle', from: 0, to: 200 },
      { motion: 'chew', from: 200, to: 300 },
      { motion: 'idle', from: 300, to: 300 },
    ]);
    expect(motionSpans([])).toEqual([]);
  });

  it('leaves no hole and tells no motion twice in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Motion>('idle', 'chew', 'talk'), { minLength: 1 }), (motions) => {
        const spans = motionSpans(told(motions));
        expect(spans[0]!.from).toBe(0);
        expect(spans.at(-1)!.to).toBe(100 * (motions.length - 1));
        for (const [index, { to, motion }] of spans.slice(0, -1).entries()) {
          expect(spans[index + 1]!.from).toBe(to);
          expect(spans[index + 1]!.motion).not.toBe(motion);
        }
      }),
    );
  });
});

describe('steadinessOf()', () => {
  it('counts changes, and finds the shortest span that is whole', () => {
    const steps = told(['idle', 'chew', 'chew', 'chew', 'talk', 'talk', 'idle']);
    expect(steadinessOf(steps)).toEqual({ changes: 3, minutes: 0.01, shortest: 200 });
  });

  it('knows no whole span where less than three are told', () => {
    expect(steadinessOf(told(['idle', 'chew'])).shortest).toBeNull();
    expect(steadinessOf([])).toEqual({ changes: 0, minutes: 0, shortest: null });
  });

  it('adds up', () => {
    const one = steadinessOf(told(['idle', 'chew', 'idle']));
    expect(addSteadiness([one, one, steadinessOf([])])).toEqual({ changes: 4, minutes: 0.4 / 60, shortest: 100 });
  });
});
