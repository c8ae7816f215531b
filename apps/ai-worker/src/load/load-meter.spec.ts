import { LoadMeter, type LoadFigures } from './load-meter';

const IDLE: LoadFigures = { processes: 2, frameCost: 0, framesSeen: 0, cpu: 0 };

describe('LoadMeter', () => {
  it('counts the frames of the last interval only', () => {
    const meter = new LoadMeter(0);
    expect(meter.measure({ ...IDLE, framesSeen: 50 }, 2500).framesPerSecond).toBe(20);
    expect(meter.measure({ ...IDLE, framesSeen: 60 }, 5000).framesPerSecond).toBe(4);
  });

  it('is the share of the processes or of the processors, whichever is greater, and at most 1', () => {
    const load = (figures: Partial<LoadFigures>): number =>
      new LoadMeter(0).measure({ ...IDLE, ...figures }, 1000).load;
    expect(load({})).toBe(0);
    expect(load({ framesSeen: 40, frameCost: 25 })).toBe(0.5);
    expect(load({ framesSeen: 40, frameCost: 25, cpu: 0.754 })).toBe(0.75);
    expect(load({ framesSeen: 400, frameCost: 25 })).toBe(1);
  });

  it('is full while no process takes frames', () => {
    expect(new LoadMeter(0).measure({ ...IDLE, processes: 0 }, 1000).load).toBe(1);
  });

  it('stays a number where it is asked twice in the same moment', () => {
    expect(new LoadMeter(7).measure(IDLE, 7)).toEqual({ load: 0, cpu: 0, framesPerSecond: 0 });
  });
});
