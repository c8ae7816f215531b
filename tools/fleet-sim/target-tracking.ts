import type { GroupBounds, TargetTracking } from '../../infra/aws/scaling-policy';

/** How the alarms behave that EC2 Auto Scaling makes for a target tracking policy. */
export interface AlarmBehaviour {
  /** So many datapoints in a row above the target call for more instances. */
  readonly highDatapoints: number;
  /** So many datapoints in a row below {@link lowShare} of the target call for fewer. */
  readonly lowDatapoints: number;
  readonly lowShare: number;
}

/** What a group of instances looks like to its policy. */
export interface GroupState {
  readonly bounds: GroupBounds;
  readonly desired: number;
  /** Instances that serve. */
  readonly inService: number;
  /** Whether instances start that have not had their warm-up yet. */
  readonly warmingUp: boolean;
}

/**
 * How many instances a group should have, as target tracking decides it every minute: in proportion to the metric, out as soon as its
 * alarm rings, in only when the low alarm rings and nothing warms up.
 * @param datapoints of the metric, the newest last
 * @returns the desired capacity, within the group's bounds
 */
export function desiredCapacity(
  tracking: TargetTracking,
  alarms: AlarmBehaviour,
  datapoints: readonly number[],
  group: GroupState,
): number {
  const within = (count: number): number => Math.min(group.bounds.maximum, Math.max(group.bounds.minimum, count));
  const newest = datapoints.at(-1);
  if (newest === undefined) return within(group.desired);
  const fitting = Math.ceil((group.inService * newest) / tracking.target);
  if (lastOf(datapoints, alarms.highDatapoints, (load) => load > tracking.target))
    return within(Math.max(group.desired, fitting));
  const low = tracking.target * alarms.lowShare;
  if (!group.warmingUp && lastOf(datapoints, alarms.lowDatapoints, (load) => load < low))
    return within(Math.min(group.desired, fitting));
  return within(group.desired);
}

function lastOf(datapoints: readonly number[], count: number, holds: (datapoint: number) => boolean): boolean {
  return datapoints.length >= count && datapoints.slice(-count).every(holds);
}
