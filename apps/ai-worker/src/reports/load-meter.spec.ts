import { LoadMeter, type LoadFigures } from './load-meter';

const IDLE: LoadFigures = { participants: 0, places: 20, processes: 2, frameCost: 0, framesSeen: 0, draining: false };

describe('LoadMeter', () => {
  it('counts the frames of the last interval only', () => {
    const meter = new LoadMeter(0);
    expect(meter.measure({ ...IDLE, framesSeen: 50 }, 2500).framesPerSecond).toBe(20);
    expect(meter.measure({ ...IDLE, framesSeen: 60 }, 5000).framesPerSecond).toBe(4);
  });

  it('is the share of the places or of the processes, whichever is greater, and at most 1', () => {
    expect(new LoadMeter(0).measure({ ...IDLE, participants: 5 }, 1000).load).toBe(0.25);
    expect(new LoadMeter(0).measure({ ...IDLE, participants: 5, framesSeen: 40, frameCost: 25 }, 1000).load).toBe(0.5);
    expect(new LoadMeter(0).measure({ ...IDLE, framesSeen: 400, frameCost: 25 }, 1000).load).toBe(1);
  });

  it('is full while no process takes frames', () => {
    expect(new LoadMeter(0).measure({ ...IDLE, processes: 0 }, 1000).load).toBe(1);
  });

  it('stays a number where it is asked twice in the same moment', () => {
    expect(new LoadMeter(7).measure(IDLE, 7)).toEqual({
      participants: 0,
      load: 0,
      framesPerSecond: 0,
      draining: false,
    });
  });
});
