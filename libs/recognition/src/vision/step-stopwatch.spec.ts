import { StepStopwatch } from './step-stopwatch';

/** Keeps the processor busy until the clock has moved on. */
function spendSomeTime(): number {
  const begin = performance.now();
  while (performance.now() - begin < 1);
  return performance.now() - begin;
}

describe('StepStopwatch', () => {
  it('tells the time of the steps that were run, and only of those', () => {
    const stopwatch = new StepStopwatch();
    expect(stopwatch.timings()).toEqual({});
    const spent = stopwatch.measure('body', spendSomeTime);
    expect(Object.keys(stopwatch.timings())).toEqual(['body']);
    expect(stopwatch.timings().body).toBeGreaterThanOrEqual(spent);
  });

  it('adds the runs of a step up', () => {
    const stopwatch = new StepStopwatch();
    const spent = [1, 2, 3].map(() => stopwatch.measure('hands', spendSomeTime));
    expect(stopwatch.timings().hands).toBeGreaterThanOrEqual(spent.reduce((sum, time) => sum + time, 0));
  });

  it('counts a step that fails', () => {
    const stopwatch = new StepStopwatch();
    const failing = (): void => {
      throw new Error('no such model');
    };
    expect(() => stopwatch.measure('faceMesh', failing)).toThrow('no such model');
    expect(stopwatch.timings().faceMesh).toBeGreaterThanOrEqual(0);
  });
});
