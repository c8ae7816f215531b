import { WORKER_PLACES_MAX } from '@bapsang/shared';
import { API_CLOUDWATCH_FIGURES } from '../../apps/api/src/metrics/cloudwatch-reporting';
import { FLEET_SIZES, PLACES_PER_VCPU, SCALING_POLICY } from './scaling-policy';

const SPOT_NOTICE = 120_000;

describe('SCALING_POLICY', () => {
  it('drains within the notice that EC2 gives a Spot instance', () => {
    const { deadline, hookTimeout } = SCALING_POLICY.drain;
    expect(deadline).toBeLessThan(hookTimeout);
    expect(hookTimeout).toBeLessThan(SPOT_NOTICE);
  });

  it('tracks a figure that the api pushes', () => {
    expect(API_CLOUDWATCH_FIGURES.map(({ name }) => name)).toContain(SCALING_POLICY.tracking.metric.name);
  });

  it('is plain data, which JSON can carry', () => {
    expect(JSON.parse(JSON.stringify({ SCALING_POLICY, FLEET_SIZES }))).toEqual({ SCALING_POLICY, FLEET_SIZES });
  });
});

describe.each(Object.entries(FLEET_SIZES))('FLEET_SIZES.%s', (_, { participants, vcpus, places, onDemand, spot }) => {
  const { target } = SCALING_POLICY.tracking;

  it('has as many places a worker as its processors carry', () => {
    expect(places).toBe(vcpus * PLACES_PER_VCPU);
    expect(places).toBeLessThanOrEqual(WORKER_PLACES_MAX);
  });

  it('carries its participants at the target, with three tenths more', () => {
    const instances = onDemand.maximum + spot.maximum;
    expect(instances * places * target).toBeGreaterThanOrEqual(1.3 * participants);
    expect((instances - 1) * places * target).toBeLessThan(1.35 * participants);
  });

  it('has half as many Spot instances as on-demand ones, so that those alone have room for everybody at the target', () => {
    expect(onDemand.maximum).toBe(2 * spot.maximum);
    expect(onDemand.minimum).toBe(2 * spot.minimum);
    expect(spot.maximum / (onDemand.maximum + spot.maximum)).toBeLessThanOrEqual(1 - target);
  });

  it('keeps a warm pool of at least an eighth of the on-demand group', () => {
    expect(onDemand.warmPool / onDemand.maximum).toBeGreaterThanOrEqual(1 / 8);
  });
});
