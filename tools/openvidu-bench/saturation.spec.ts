import type { RunFigures } from './measured-run';
import { findSaturation, keepsUp } from './saturation';

function figures(p95: number, lost: number): RunFigures {
  return {
    milliseconds: 1_000,
    packetsSent: 1,
    packetsReceived: 1,
    bytesReceived: 1,
    packetsUnknown: 0,
    packetsSampled: 0,
    packetsAuthentic: 0,
    delays: [1, p95, p95],
    microsecondsPerPacket: 1,
    systemMicrosecondsPerPacket: 1,
    serverLoad: 1,
    clientLoad: 1,
    residentBytes: 1,
    packetsPerSecond: 1,
    lost,
  };
}

describe('keepsUp()', () => {
  it('holds while few packets are late or lost', () => {
    expect(keepsUp(figures(50, 0.01))).toBe(true);
    expect(keepsUp(figures(51, 0))).toBe(false);
    expect(keepsUp(figures(1, 0.011))).toBe(false);
  });

  it('does not hold when nothing came', () => {
    expect(keepsUp(figures(NaN, 1))).toBe(false);
  });
});

describe('findSaturation()', () => {
  it('goes faster until the first measurement that does not keep up', async () => {
    const measure = (speed: number): Promise<RunFigures> => Promise.resolve(figures(speed < 2 ? 5 : 500, 0));
    const steps = await findSaturation(measure, () => undefined);
    expect(steps.map(({ kept }) => kept)).toEqual([true, true, true, false]);
    expect(steps.at(-1)!.speed).toBeGreaterThan(2);
  });

  it('ends even where nothing is too fast', async () => {
    const steps = await findSaturation(
      () => Promise.resolve(figures(1, 0)),
      () => undefined,
    );
    expect(steps.every(({ kept }) => kept)).toBe(true);
  });
});
