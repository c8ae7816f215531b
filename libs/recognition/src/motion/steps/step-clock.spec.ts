import fc from 'fast-check';
import { CHANNEL_INDEX, nothingKnown, type ChannelValues } from './channels';
import { STEP_MS, StepClock, type Step } from './step-clock';

const valuesOf = (reach: number, faceSeen = 1): ChannelValues => {
  const values = nothingKnown();
  values[CHANNEL_INDEX.reach] = reach;
  values[CHANNEL_INDEX.faceSeen] = faceSeen;
  return values;
};

/** A hand that comes nearer evenly. */
const reachAt = (at: number): number => 3 - at / 2000;

const stepsOf = (times: readonly number[]): Step[] => {
  const clock = new StepClock();
  return times.flatMap((at) => clock.add(at, valuesOf(reachAt(at))));
};

describe('StepClock', () => {
  it('makes the same steps of 5 to 15 frames a second, however uneven', () => {
    const times = fc
      .array(fc.integer({ min: 60, max: 210 }), { minLength: 15, maxLength: 60 })
      .map((gaps) => gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], [0]));
    fc.assert(
      fc.property(times, (frames) => {
        const steps = stepsOf(frames);
        expect(steps.map(({ at }) => at)).toEqual(steps.map((_, index) => index * STEP_MS));
        expect(frames.at(-1)! - steps.at(-1)!.at).toBeLessThan(STEP_MS);
        for (const { at, values } of steps) expect(values[CHANNEL_INDEX.reach]).toBeCloseTo(reachAt(at), 6);
      }),
    );
  });

  it('knows nothing of a hole in time', () => {
    const steps = stepsOf([0, 125, 1125, 1250]);
    expect(steps.map(({ values }) => Number.isNaN(values[CHANNEL_INDEX.reach]))).toEqual([
      ...[false, false, true, true, true, true, true, true, true, true, false],
    ]);
  });

  it('takes what was seen from the nearer frame and never half of it', () => {
    const clock = new StepClock();
    clock.add(0, valuesOf(1, 1));
    const steps = clock.add(300, valuesOf(1, 0));
    expect(steps.map(({ values }) => values[CHANNEL_INDEX.faceSeen])).toEqual([1, 0]);
  });

  it('begins again with the frame after it was cleared', () => {
    const clock = new StepClock();
    clock.add(0, valuesOf(1));
    clock.clear();
    expect(clock.add(5033, valuesOf(1)).map(({ at }) => at)).toEqual([5033]);
  });
});
