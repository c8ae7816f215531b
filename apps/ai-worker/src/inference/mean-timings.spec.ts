import { MeanTimings } from './mean-timings';

describe('MeanTimings', () => {
  it('begins with the first duration and moves towards those that follow', () => {
    const timings = new MeanTimings();
    timings.add({ face: 10 });
    expect(timings.of('face')).toBe(10);
    for (let frame = 0; frame < 200; frame += 1) timings.add({ face: 20 });
    expect(timings.of('face')).toBeCloseTo(20, 2);
  });

  it('leaves the mean of a step alone that did not take place', () => {
    const timings = new MeanTimings();
    timings.add({ face: 10, hands: 40 });
    timings.add({ face: 10 });
    expect(timings.toObject()).toEqual({ face: 10, hands: 40 });
    expect(timings.of('body')).toBe(0);
  });
});
