import type { Motion } from '@bapsang/shared';
import type { MouthLabel } from '../sequences/labelled-sequence';
import type { JudgedStep } from './judge';
import {
  addConfusions,
  confuseMouth,
  countsOfClass,
  framesOf,
  macroF1Of,
  otherLeftAlone,
  settledRecallOf,
} from './mouth-confusion';
import { certainly } from './judged-steps.spec-support';

const told = (motions: readonly Motion[]): JudgedStep[] =>
  motions.map((motion, index) => certainly(motion, 500 * index));

const span = (from: number, to: number, label: MouthLabel): { from: number; to: number; label: MouthLabel } => ({
  from,
  to,
  label,
});

describe('the confusion of a mouth', () => {
  // One frame each half second: 4 chew, 3 talk, 2 other, then 1 without a label.
  const mouth = [span(0, 2000, 'chew'), span(2000, 3500, 'talk'), span(3500, 4500, 'other')];
  const confusion = confuseMouth(
    { mouth },
    told(['unknown', 'idle', 'chew', 'chew', 'chew', 'talk', 'talk', 'talk', 'idle', 'chew']),
  );

  it('counts labelled frames by what was told', () => {
    expect(confusion.frames.chew).toEqual({ still: 1, chew: 2, talk: 0, other: 0, nothing: 1 });
    expect(confusion.frames.talk).toEqual({ still: 0, chew: 1, talk: 2, other: 0, nothing: 0 });
    expect(confusion.frames.other).toEqual({ still: 1, chew: 0, talk: 1, other: 0, nothing: 0 });
    expect(framesOf(confusion.frames.still)).toBe(0);
  });

  it('gives found, missed and wrong frames of each class', () => {
    expect(countsOfClass(confusion, 'chew')).toEqual({ found: 2, missed: 2, wrong: 1 });
    expect(countsOfClass(confusion, 'talk')).toEqual({ found: 2, missed: 1, wrong: 1 });
    // Idle while the mouth chews is wrong, idle while it grimaces is not.
    expect(countsOfClass(confusion, 'still')).toEqual({ found: 0, missed: 0, wrong: 1 });
  });

  it('takes the mean F1 of what occurs', () => {
    expect(macroF1Of(confusion)).toBeCloseTo((4 / 7 + 4 / 6) / 2, 12);
    expect(macroF1Of(confuseMouth({ mouth: [span(0, 500, 'chew')] }, told(['chew'])))).toBeNull();
  });

  it('tells how much of what is neither was left alone', () => expect(otherLeftAlone(confusion)).toBe(0.5));

  it('looks apart at frames that had the time to be seen', () => {
    expect(settledRecallOf(confusion, 'chew')).toBe(1);
    expect(settledRecallOf(confusion, 'talk')).toBeNull();
  });

  it('adds up', () => {
    const twice = addConfusions([confusion, confusion]);
    expect(countsOfClass(twice, 'chew')).toEqual({ found: 4, missed: 4, wrong: 2 });
    expect(macroF1Of(twice)).toBe(macroF1Of(confusion));
  });
});
