import { signal } from '@preact/signals';
import fc from 'fast-check';
import type { BatteryLevel } from './battery';
import type { NetworkLevel } from './network-quality';
import { SamplingPlan } from './sampling-plan';
import { LEAST_WORKING_STEP, SAMPLING_STEPS, samplingStep } from './sampling-steps';
import { SimulatedSending, type SimulatedWay, WIDE_WAY } from './simulated-way.spec-support';

const MINUTE = 60_000;
const FULL = SAMPLING_STEPS[0];
const LEAST_WORKING = SAMPLING_STEPS[LEAST_WORKING_STEP];
/** Below this chewing has no rhythm any more, frames a second. */
const CHEWING_PACE = 5;

describe('SamplingPlan', () => {
  const battery = { level: signal<BatteryLevel>('fine'), close: () => undefined };
  const network = { level: signal<NetworkLevel>('fine'), close: () => undefined };

  beforeEach(() => {
    battery.level.value = 'fine';
    network.level.value = 'fine';
  });

  function sendingOver(way: Partial<SimulatedWay> = {}): SimulatedSending {
    return new SimulatedSending(new SamplingPlan({ battery, network }), { ...WIDE_WAY, ...way });
  }

  const ways = fc.record({
    bandwidth: fc.integer({ min: 5000, max: 1e6 }),
    latency: fc.integer({ min: 1, max: 800 }),
    encoding: fc.integer({ min: 1, max: 300 }),
    asked: fc.integer({ min: 1, max: 15 }),
    jitter: fc.constantFrom(0, 0.1, 0.3),
    dropsEvery: fc.constantFrom(Infinity, Infinity, 40, 3),
  });

  it('takes everything that the server asks for where everything fits', () => {
    const sending = sendingOver();
    sending.run(5 * MINUTE);
    expect(sending.plan.step).toBe(FULL);
    expect(sending.changes).toEqual([]);
    expect(sending.paceOfLast(MINUTE)).toBeCloseTo(8, 0);
  });

  it('makes pictures smaller within ten seconds when the way gets narrow, and keeps the pace', () => {
    const sending = sendingOver();
    sending.run(MINUTE);
    sending.way.bandwidth = 70_000;
    sending.run(10_000);
    expect(sending.plan.step.weight).toBeLessThan(0.6);
    sending.run(MINUTE);
    expect(sending.paceOfLast(MINUTE / 2)).toBeGreaterThan(7);
    expect(sending.plan.sparing.value).toBeUndefined();
  });

  it('comes back to full size within two minutes after the way is wide again, and not within five seconds', () => {
    const sending = sendingOver({ bandwidth: 40_000 });
    sending.run(MINUTE);
    const narrow = sending.plan.step;
    expect(narrow.scale).toBeLessThan(1);
    sending.way.bandwidth = WIDE_WAY.bandwidth;
    sending.run(5000);
    expect(sending.plan.step).toBe(narrow);
    sending.run(2 * MINUTE);
    expect(sending.plan.step).toBe(FULL);
  });

  it('makes pictures smaller where the page itself is slow', () => {
    const sending = sendingOver({ encoding: 120 });
    sending.run(MINUTE);
    expect(sending.plan.step.scale).toBeLessThan(1);
  });

  it('goes slower and smaller where the server drops frames, and never slower than chewing can be told', () => {
    const sending = sendingOver({ dropsEvery: 3 });
    sending.run(MINUTE);
    expect(sending.plan.step).toBe(LEAST_WORKING);
    expect(sending.plan.paceFor(8)).toBe(CHEWING_PACE);
  });

  it('bears with a frame that the server drops now and then', () => {
    const sending = sendingOver({ dropsEvery: 60 });
    sending.run(5 * MINUTE);
    expect(sending.changes).toEqual([]);
  });

  it('sends large pictures over a long way, because small ones take as long, and says that it is slow', () => {
    const sending = sendingOver({ latency: 400, bandwidth: 1e6 });
    sending.run(MINUTE);
    expect(sending.plan.sparing.value).toBe('slow');
    const before = sending.frames.length;
    let full = 0;
    for (let second = 0; second < 600; second += 1) {
      sending.run(1000);
      if (sending.plan.step === FULL) full += 1;
    }
    expect(sending.frames.length - before).toBeGreaterThan(1000);
    expect(full).toBeGreaterThan(500);
    sending.way.latency = 10;
    sending.run(MINUTE);
    expect(sending.plan.sparing.value).toBeUndefined();
  });

  it.each([
    ['low', CHEWING_PACE, undefined],
    ['empty', 4, 'battery'],
  ] as const)('spares a battery that is %s: at most %d frames a second, and says %p', (level, pace, said) => {
    const sending = sendingOver();
    battery.level.value = level;
    sending.run(MINUTE);
    expect(sending.paceOfLast(MINUTE / 2)).toBeCloseTo(pace, 0);
    expect(sending.plan.step.scale).toBeLessThan(1);
    expect(sending.plan.sparing.value).toBe(said);
    battery.level.value = 'fine';
    expect(sending.plan.step).toBe(FULL);
    expect(sending.plan.sparing.value).toBeUndefined();
  });

  it.each([
    ['slow', 8],
    ['poor', CHEWING_PACE],
  ] as const)('begins with small pictures on a network that is %s, %d a second', (level, pace) => {
    network.level.value = level;
    const { plan } = sendingOver();
    expect(plan.step.scale).toBeLessThan(1);
    expect(plan.paceFor(8)).toBe(pace);
  });

  it('keeps, on whatever way, to the steps and to the pace that the server asks for', () => {
    const levels = fc.record({
      battery: fc.constantFrom<BatteryLevel>('fine', 'low', 'empty'),
      network: fc.constantFrom<NetworkLevel>('fine', 'slow', 'poor'),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(ways, levels), { minLength: 1, maxLength: 5 }), (parts) => {
        const sending = sendingOver();
        for (const [way, level] of parts) {
          battery.level.value = level.battery;
          network.level.value = level.network;
          Object.assign(sending.way, way);
          sending.run(20_000);
          const { step } = sending.plan;
          expect(SAMPLING_STEPS).toContain(step);
          expect(sending.plan.paceFor(way.asked)).toBeLessThanOrEqual(way.asked);
          if (level.battery !== 'empty') {
            expect(sending.plan.paceFor(way.asked)).toBeGreaterThanOrEqual(Math.min(way.asked, CHEWING_PACE));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('settles on every steady way: after three minutes no more than ten changes in ten minutes', () => {
    fc.assert(
      fc.property(ways, (way) => {
        const sending = sendingOver(way);
        sending.run(3 * MINUTE);
        const before = sending.changes.length;
        sending.run(10 * MINUTE);
        expect(sending.changes.length - before).toBeLessThanOrEqual(10);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back to full size from whatever was before, within eight minutes of a wide way', () => {
    fc.assert(
      fc.property(fc.array(ways, { minLength: 1, maxLength: 4 }), (parts) => {
        const sending = sendingOver();
        for (const way of parts) {
          Object.assign(sending.way, way);
          sending.run(30_000);
        }
        Object.assign(sending.way, WIDE_WAY);
        sending.run(8 * MINUTE);
        expect(sending.plan.step).toBe(FULL);
      }),
      { numRuns: 60 },
    );
  });

  it('gets lighter from step to step, and slower only where no picture is larger than the smallest that still works', () => {
    for (let index = 1; index < SAMPLING_STEPS.length; index += 1) {
      const [gentler, before] = [samplingStep(index), samplingStep(index - 1)];
      expect(gentler.weight).toBeLessThanOrEqual(before.weight);
      expect(gentler.framesPerSecond).toBeLessThanOrEqual(before.framesPerSecond);
      expect(gentler).not.toEqual(before);
    }
    expect(() => samplingStep(SAMPLING_STEPS.length)).toThrow(RangeError);
  });
});
