import { variableNames } from '@bapsang/server';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { AiWorkerEnvironment } from '../../../apps/ai-worker/src/configuration/ai-worker-environment';
import { API_CLOUDWATCH_FIGURES } from '../../../apps/api/src/metrics/cloudwatch-reporting';
import { METRICS_NAMESPACE } from '../monitoring/namespace';
import { FLEET_SIZES, SCALING_POLICY, type FleetSizeName } from '../scaling-policy';
import { resourcesOf, synthesizeTemplates, textOf } from '../testing/templates.spec-support';
import { STOP_TIMEOUT, UNIT_STOP_TIMEOUT } from '../workers/worker-hooks';

/** What EC2 takes as user data, bytes. */
const USER_DATA_MAX = 16_384;

const { tracking, drain } = SCALING_POLICY;

describe.each(Object.entries(FLEET_SIZES))('the workers of size %s', (name, size) => {
  let template: Template;
  /** User data of both launch templates. */
  let userData: readonly string[];

  beforeAll(() => {
    template = synthesizeTemplates(name as FleetSizeName).workers;
    userData = resourcesOf(template, 'AWS::EC2::LaunchTemplate').map(({ Properties }) =>
      textOf((Properties.LaunchTemplateData as { UserData: unknown }).UserData),
    );
  });

  it('are two groups with the bounds of the policy, one of Spot instances alone', () => {
    template.resourceCountIs('AWS::AutoScaling::AutoScalingGroup', 2);
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      AutoScalingGroupName: 'bapsang-workers-on-demand',
      MinSize: String(size.onDemand.minimum),
      MaxSize: String(size.onDemand.maximum),
      DefaultInstanceWarmup: tracking.instanceWarmup / 1_000,
      MixedInstancesPolicy: Match.absent(),
    });
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', {
      AutoScalingGroupName: 'bapsang-workers-spot',
      MinSize: String(size.spot.minimum),
      MaxSize: String(size.spot.maximum),
      DefaultInstanceWarmup: tracking.instanceWarmup / 1_000,
      MixedInstancesPolicy: {
        InstancesDistribution: { OnDemandBaseCapacity: 0, OnDemandPercentageAboveBaseCapacity: 0 },
        LaunchTemplate: { Overrides: Match.arrayWith([{ InstanceType: size.instanceType }]) },
      },
    });
    template.allResourcesProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({ InstanceType: size.instanceType }),
    });
  });

  it('have the one warm pool of the policy', () => {
    template.resourceCountIs('AWS::AutoScaling::WarmPool', 1);
    template.hasResourceProperties('AWS::AutoScaling::WarmPool', {
      MinSize: size.onDemand.warmPool,
      MaxGroupPreparedCapacity: size.onDemand.minimum,
      PoolState: 'Stopped',
      InstanceReusePolicy: { ReuseOnScaleIn: true },
    });
  });

  it('track the figure that every api pushes, at the target', () => {
    const policies = resourcesOf(template, 'AWS::AutoScaling::ScalingPolicy').map(({ Properties }) => Properties);
    expect(policies).toHaveLength(2);
    for (const policy of policies)
      expect(policy).toMatchObject({
        PolicyType: 'TargetTrackingScaling',
        EstimatedInstanceWarmup: tracking.instanceWarmup / 1_000,
        TargetTrackingConfiguration: {
          TargetValue: tracking.target,
          CustomizedMetricSpecification: {
            MetricName: tracking.metric.name,
            Namespace: METRICS_NAMESPACE,
            Statistic: tracking.metric.statistic,
          },
        },
      });
    const pushed = API_CLOUDWATCH_FIGURES.find(({ name: figure }) => figure === tracking.metric.name);
    expect(pushed).not.toHaveProperty('by');
  });

  it('are held while they drain, each group by a hook of its own', () => {
    const hooks = resourcesOf(template, 'AWS::AutoScaling::LifecycleHook').map(({ Properties }) => Properties);
    const ofDrain = hooks.filter(({ LifecycleTransition: of }) => of === 'autoscaling:EC2_INSTANCE_TERMINATING');
    expect(ofDrain).toHaveLength(2);
    for (const hook of ofDrain) expect(hook).toMatchObject({ HeartbeatTimeout: drain.hookTimeout / 1_000 });
    expect(hooks).toHaveLength(4);
  });

  it('get what the policy says as variables that the ai-worker reads', () => {
    const known = variableNames(AiWorkerEnvironment);
    for (const text of userData) {
      expect(text).toContain(`WORKER_PLACES=${size.places}\n`);
      expect(text).toContain(`WORKER_DRAIN_DEADLINE=${drain.deadline / 1_000}\n`);
      expect(text).toContain(`CLOUDWATCH_NAMESPACE=${METRICS_NAMESPACE}\n`);
      const [, file = ''] = /worker\.env << 'END_OF_FILE'\n([^]*?)END_OF_FILE/.exec(text) ?? [];
      const names = [...file.matchAll(/^(\w+)=/gm)].map(([, variable]) => variable);
      expect(names).toHaveLength(8);
      expect(known).toEqual(expect.arrayContaining(names));
    }
  });

  it('fit into what EC2 takes as user data, and hold no secret but where it lies', () => {
    expect(userData).toHaveLength(2);
    for (const text of userData) {
      expect(Buffer.byteLength(text)).toBeLessThan(USER_DATA_MAX - 2_048);
      expect(text).not.toContain('resolve:secretsmanager');
    }
  });

  it('need nothing of the api: of other stacks they import image, secret, security group and subnets alone', () => {
    const imports = JSON.stringify(template.toJSON()).match(/(?<="Fn::ImportValue":")[^"]+/g) ?? [];
    expect(imports).not.toHaveLength(0);
    for (const name of imports)
      expect(name).toMatch(/aiworker|SecretsWorker|AccessWorker.*GroupId|NetworkVpcprivateSubnet\dSubnet/);
  });
});

describe('stopping a worker', () => {
  it('waits longer than the worker itself, and shorter than the hook', () => {
    expect(STOP_TIMEOUT).toBeGreaterThan(drain.deadline);
    expect(UNIT_STOP_TIMEOUT).toBeGreaterThan(STOP_TIMEOUT);
    expect(UNIT_STOP_TIMEOUT).toBeLessThan(drain.hookTimeout);
  });
});
