import { Random } from './random';
import { Timeline } from './timeline';

describe('Timeline', () => {
  it('adds up what happens at the same time', () => {
    const timeline = new Timeline(5000);
    timeline.hold('pitch', 1000, 3000, 10, 500);
    timeline.hold('pitch', 2000, 4000, 5, 500);
    expect([0, 1700, 2500, 3500, 4500].map((at) => timeline.at(at).pitch)).toEqual([0, 10, 15, 5, 0]);
    expect(timeline.at(1250).pitch).toBeCloseTo(5, 1);
    expect(timeline.at(2500).yaw).toBe(0);
  });

  it('forgets what lies outside of its time', () => {
    const timeline = new Timeline(1000);
    timeline.add('jaw', -500, 3000, () => 1);
    expect(timeline.at(0).jaw).toBe(1);
    expect(timeline.at(5000).jaw).toBe(1);
  });

  it('wanders about nothing, slowly', () => {
    const timeline = new Timeline(120_000);
    timeline.wander('yaw', 3, 1500, new Random(2));
    const yaws = Array.from({ length: 1200 }, (_, index) => timeline.at(100 * index).yaw);
    const spread = Math.sqrt(yaws.reduce((sum, yaw) => sum + yaw * yaw, 0) / yaws.length);
    expect(spread).toBeGreaterThan(2);
    expect(spread).toBeLessThan(4);
    expect(Math.max(...yaws.slice(1).map((yaw, index) => Math.abs(yaw - yaws[index]!)))).toBeLessThan(4);
  });
});
