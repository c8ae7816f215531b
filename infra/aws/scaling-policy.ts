/**
 * How the fleet of ai-workers grows and shrinks: plain data, no code, no import. The AWS deployment is made of it and
 * `npm run fleet:sim` plays evenings by it; docs/fleet-scaling.md has the reasons at length and the table. Milliseconds.
 */

/** The figure in CloudWatch that the fleet is scaled by. */
export interface ScalingMetric {
  /**
   * Share of the fleet's places that are taken or reserved, 0 to 1. Places of workers that drain do not count, their participants do:
   * they need a place elsewhere. Every api pushes the same value, without dimensions.
   */
  readonly name: string;
  /** How CloudWatch makes one datapoint of what several apis pushed. */
  readonly statistic: 'Average';
  /** Length of one datapoint. */
  readonly period: number;
}

/** Target tracking on {@link ScalingMetric}; every group of a fleet has the same, so that their proportion stays. */
export interface TargetTracking {
  readonly metric: ScalingMetric;
  /** What Auto Scaling steers the metric to. */
  readonly target: number;
  /** How long after its launch a worker counts as one that does its share (`EstimatedInstanceWarmup`). */
  readonly instanceWarmup: number;
}

/** What happens to a worker that is taken out, by scale-in as by a Spot interruption. */
export interface DrainPolicy {
  /** `WORKER_DRAIN_DEADLINE` of the workers. Shorter than a Spot interruption's notice of two minutes. */
  readonly deadline: number;
  /** How long the terminating lifecycle hook holds the instance (`HeartbeatTimeout`): the deadline and a little to end in. */
  readonly hookTimeout: number;
}

/** What is the same in every fleet, however large. */
export interface ScalingPolicy {
  readonly tracking: TargetTracking;
  readonly drain: DrainPolicy;
}

/** Bounds of one Auto Scaling group, instances. */
export interface GroupBounds {
  readonly minimum: number;
  readonly maximum: number;
}

/** The group of on-demand instances. */
export interface OnDemandGroup extends GroupBounds {
  /**
   * Stopped instances that have started once and are ready to start again (warm pool: `MinSize` this, `PoolState` Stopped,
   * `ReuseOnScaleIn`, `MaxGroupPreparedCapacity` = the group's `minimum`, so that `MinSize` alone decides).
   */
  readonly warmPool: number;
}

/** One size of fleet to deploy. */
export interface FleetSize {
  /** The most participants at once that it is meant for. */
  readonly participants: number;
  /** EC2 instance type of every worker; one worker an instance. */
  readonly instanceType: string;
  readonly vcpus: number;
  /** `WORKER_PLACES` of every worker: {@link PLACES_PER_VCPU} for each vCPU. */
  readonly places: number;
  readonly onDemand: OnDemandGroup;
  /** The group of Spot instances (no warm pool: EC2 refuses one that requests Spot instances). Half as large as the other. */
  readonly spot: GroupBounds;
}

/** What docs/model.md measured: ten participants on two hyperthreads with native TensorFlow, at a pace that chewing needs. */
export const PLACES_PER_VCPU = 5;

/** The one scaling policy. */
export const SCALING_POLICY: ScalingPolicy = {
  tracking: {
    metric: { name: 'FleetLoad', statistic: 'Average', period: 60_000 },
    target: 0.65,
    instanceWarmup: 120_000,
  },
  drain: { deadline: 100_000, hookTimeout: 115_000 },
};

/** Names of {@link FLEET_SIZES}. */
export type FleetSizeName = 'small' | 'medium' | 'large';

/** The sizes that can be deployed; each maximum carries its participants at the target, and three tenths more. */
export const FLEET_SIZES: Readonly<Record<FleetSizeName, FleetSize>> = {
  small: {
    participants: 1_000,
    instanceType: 'c7i.2xlarge',
    vcpus: 8,
    places: 40,
    onDemand: { minimum: 4, maximum: 34, warmPool: 6 },
    spot: { minimum: 2, maximum: 17 },
  },
  medium: {
    participants: 10_000,
    instanceType: 'c7i.4xlarge',
    vcpus: 16,
    places: 80,
    onDemand: { minimum: 6, maximum: 168, warmPool: 24 },
    spot: { minimum: 3, maximum: 84 },
  },
  large: {
    participants: 100_000,
    instanceType: 'c7i.8xlarge',
    vcpus: 32,
    places: 160,
    onDemand: { minimum: 30, maximum: 834, warmPool: 120 },
    spot: { minimum: 15, maximum: 417 },
  },
};
