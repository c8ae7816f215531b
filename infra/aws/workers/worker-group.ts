import { aws_autoscaling as autoscaling, aws_ec2 as ec2, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { figure } from '../monitoring/figures';
import type { GroupBounds, ScalingPolicy } from '../scaling-policy';
import { DRAIN_HOOK, READY_HOOK, READY_HOOK_TIMEOUT } from './worker-hooks';

/** What {@link WorkerGroup} needs to know. */
export interface WorkerGroupProps {
  readonly name: string;
  readonly vpc: ec2.IVpc;
  readonly bounds: GroupBounds;
  readonly policy: ScalingPolicy;
  readonly launchTemplate: ec2.ILaunchTemplate;
  /** Instance types to ask Spot for. Not set: on demand, the type of the launch template. */
  readonly spotTypes?: readonly string[];
  /** Stopped instances that are ready to start. Not set: no warm pool. */
  readonly warmPool?: number;
}

/** One Auto Scaling group of workers under the policy. */
export class WorkerGroup extends Construct {
  readonly group: autoscaling.AutoScalingGroup;

  constructor(scope: Construct, id: string, props: WorkerGroupProps) {
    super(scope, id);
    const { name, vpc, bounds, policy, warmPool } = props;
    this.group = new autoscaling.AutoScalingGroup(this, 'Group', {
      autoScalingGroupName: name,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      minCapacity: bounds.minimum,
      maxCapacity: bounds.maximum,
      ...launch(props),
      defaultInstanceWarmup: Duration.millis(policy.tracking.instanceWarmup),
      groupMetrics: [autoscaling.GroupMetrics.all()],
    });
    this.#addHooks(policy);
    this.#track(policy);
    if (warmPool === undefined) return;
    this.group.addWarmPool({
      minSize: warmPool,
      maxGroupPreparedCapacity: bounds.minimum,
      poolState: autoscaling.PoolState.STOPPED,
      reuseOnScaleIn: true,
    });
  }

  #addHooks({ drain }: ScalingPolicy): void {
    this.group.addLifecycleHook('Ready', {
      lifecycleHookName: READY_HOOK,
      lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_LAUNCHING,
      heartbeatTimeout: Duration.millis(READY_HOOK_TIMEOUT),
      defaultResult: autoscaling.DefaultResult.ABANDON,
    });
    this.group.addLifecycleHook('Drain', {
      lifecycleHookName: DRAIN_HOOK,
      lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_TERMINATING,
      heartbeatTimeout: Duration.millis(drain.hookTimeout),
      defaultResult: autoscaling.DefaultResult.CONTINUE,
    });
  }

  #track({ tracking }: ScalingPolicy): void {
    const { metric, target, instanceWarmup } = tracking;
    this.group.scaleToTrackMetric('FleetLoad', {
      metric: figure(metric.name, { statistic: metric.statistic, period: Duration.millis(metric.period) }),
      targetValue: target,
      estimatedInstanceWarmup: Duration.millis(instanceWarmup),
    });
  }
}

/** How the group starts instances: by the launch template alone, or as Spot instances of any of several types. */
function launch({ launchTemplate, spotTypes }: WorkerGroupProps): Partial<autoscaling.AutoScalingGroupProps> {
  if (!spotTypes) return { launchTemplate };
  return {
    mixedInstancesPolicy: {
      launchTemplate,
      launchTemplateOverrides: spotTypes.map((type) => ({ instanceType: new ec2.InstanceType(type) })),
      instancesDistribution: {
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 0,
        spotAllocationStrategy: autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
      },
    },
  };
}
