import type { FleetSize, ScalingPolicy } from '../../infra/aws/scaling-policy';
import { alignedTable } from '../markdown/aligned-table';
import { whole } from './whole-number';

/** The policy and the sizes, as docs/fleet-scaling.md states them. */
export function policyTables({ tracking, drain }: ScalingPolicy, sizes: Readonly<Record<string, FleetSize>>): string {
  const { metric, target, instanceWarmup } = tracking;
  const rules = [
    ['rule', 'value'],
    ['metric', `${metric.statistic} of \`${metric.name}\`, every ${seconds(metric.period)} s`],
    ['target', String(target)],
    ['instance warm-up', `${seconds(instanceWarmup)} s`],
    ['drain deadline of a worker', `${seconds(drain.deadline)} s`],
    ['timeout of the terminating lifecycle hook', `${seconds(drain.hookTimeout)} s`],
  ];
  const bounds = Object.entries(sizes).map(([name, { participants, instanceType, vcpus, places, onDemand, spot }]) => [
    name,
    whole(participants),
    instanceType,
    whole(vcpus),
    whole(places),
    `${whole(onDemand.minimum)} to ${whole(onDemand.maximum)}`,
    whole(onDemand.warmPool),
    `${whole(spot.minimum)} to ${whole(spot.maximum)}`,
  ]);
  const heading = ['size', 'participants', 'instance', 'vCPUs', 'places', 'on demand', 'warm pool', 'Spot'];
  return `${alignedTable(rules)}\n\n${alignedTable([heading, ...bounds])}`;
}

const seconds = (time: number): string => whole(time / 1_000);
