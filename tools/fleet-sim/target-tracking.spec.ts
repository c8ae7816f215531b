import fc from 'fast-check';
import type { TargetTracking } from '../../infra/aws/scaling-policy';
import { desiredCapacity, type AlarmBehaviour, type GroupState } from './target-tracking';

const TRACKING: TargetTracking = {
  metric: { name: 'FleetLoad', statistic: 'Average', period: 60_000 },
  target: 0.6,
  instanceWarmup: 120_000,
};
const ALARMS: AlarmBehaviour = { highDatapoints: 3, lowDatapoints: 15, lowShare: 0.7 };
const TEN: GroupState = { bounds: { minimum: 2, maximum: 30 }, desired: 10, inService: 10, warmingUp: false };

const decide = (datapoints: readonly number[], group: Partial<GroupState> = {}): number =>
  desiredCapacity(TRACKING, ALARMS, datapoints, { ...TEN, ...group });

const times = (count: number, load: number): number[] => Array.from({ length: count }, () => load);

describe('desiredCapacity', () => {
  it('grows in proportion once three datapoints in a row are above the target', () => {
    expect(decide([0.9, 0.9])).toBe(10);
    expect(decide([0.9, 0.5, 0.9, 0.9])).toBe(10);
    expect(decide([0.7, 0.8, 0.9])).toBe(15);
  });

  it('counts what has been launched already', () => {
    expect(decide([0.9, 0.9, 0.9], { desired: 15, warmingUp: true })).toBe(15);
    expect(decide([0.9, 0.9, 1], { desired: 15, warmingUp: true })).toBe(17);
  });

  it('shrinks once fifteen datapoints in a row are below seven tenths of the target', () => {
    expect(decide(times(14, 0.3))).toBe(10);
    expect(decide(times(15, 0.3))).toBe(5);
    expect(decide([...times(14, 0.3), 0.43])).toBe(10);
  });

  it('does not shrink while instances warm up', () => {
    expect(decide(times(15, 0.3), { warmingUp: true })).toBe(10);
  });

  it('never leaves the bounds, and never moves away from the target', () => {
    const loads = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(loads, fc.integer({ min: 2, max: 30 }), fc.boolean(), (datapoints, count, warmingUp) => {
        const desired = decide(datapoints, { desired: count, inService: count, warmingUp });
        expect(desired).toBeGreaterThanOrEqual(2);
        expect(desired).toBeLessThanOrEqual(30);
        const newest = datapoints.at(-1) ?? 0;
        if (desired > count) expect(newest).toBeGreaterThan(0.6);
        if (desired < count) expect((newest * count) / desired).toBeLessThanOrEqual(0.6 + 1e-9);
      }),
    );
  });
});
