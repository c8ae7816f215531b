import {
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_iam as iam,
  aws_logs as logs,
  aws_secretsmanager as secretsmanager,
  Fn,
  RemovalPolicy,
  Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FleetSize, ScalingPolicy } from '../scaling-policy';
import { WorkerGroup } from './worker-group';
import { createWorkerRole } from './worker-role';
import { workerUserData } from './worker-user-data';

/** Names of the two groups. */
export const WORKER_GROUPS = { onDemand: 'bapsang-workers-on-demand', spot: 'bapsang-workers-spot' } as const;

/** Families beside the policy's that have as many vCPUs in the same size: the more, the fewer are taken back at once. */
const SPOT_FAMILIES = ['c6i', 'm7i', 'm6i'] as const;

/** Volume of an instance, GiB: the system, Docker and two images. */
const VOLUME = 30;

/** What {@link WorkerFleet} needs to know. */
export interface WorkerFleetProps {
  readonly vpc: ec2.IVpc;
  readonly securityGroup: ec2.ISecurityGroup;
  /** `WORKER_SECRET`. */
  readonly secret: secretsmanager.ISecret;
  readonly repository: ecr.IRepository;
  /** Image of the ai-worker with its tag. */
  readonly image: string;
  /** Address of the page. */
  readonly publicUrl: string;
  readonly size: FleetSize;
  readonly policy: ScalingPolicy;
}

/** The fleet of ai-workers: one group on demand with a warm pool, and one of Spot instances, under the same policy. */
export class WorkerFleet extends Construct {
  readonly #logGroup: logs.LogGroup;
  readonly #role: iam.Role;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkerFleetProps,
  ) {
    super(scope, id);
    const { vpc, size, policy, secret, repository } = props;
    this.#logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const autoScalingGroups = Object.values(WORKER_GROUPS);
    this.#role = createWorkerRole(this, { secret, repository, logGroup: this.#logGroup, autoScalingGroups });
    new WorkerGroup(this, 'OnDemand', {
      name: WORKER_GROUPS.onDemand,
      vpc,
      policy,
      bounds: size.onDemand,
      warmPool: size.onDemand.warmPool,
      launchTemplate: this.#launchTemplate('OnDemandTemplate', WORKER_GROUPS.onDemand),
    });
    new WorkerGroup(this, 'Spot', {
      name: WORKER_GROUPS.spot,
      vpc,
      policy,
      bounds: size.spot,
      spotTypes: spotTypes(size.instanceType),
      launchTemplate: this.#launchTemplate('SpotTemplate', WORKER_GROUPS.spot),
    });
  }

  #launchTemplate(id: string, autoScalingGroup: string): ec2.LaunchTemplate {
    const { securityGroup, secret, repository, image, publicUrl, size, policy } = this.props;
    return new ec2.LaunchTemplate(this, id, {
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      instanceType: new ec2.InstanceType(size.instanceType),
      securityGroup,
      role: this.#role,
      requireImdsv2: true,
      // The container shares the instance's network, so one hop is enough.
      httpPutResponseHopLimit: 1,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(VOLUME, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
      userData: workerUserData({
        autoScalingGroup,
        region: Stack.of(this).region,
        image,
        registry: Fn.select(0, Fn.split('/', repository.repositoryUri)),
        secretArn: secret.secretArn,
        logGroup: this.#logGroup.logGroupName,
        publicUrl,
        places: size.places,
        drain: policy.drain,
      }),
    });
  }
}

/** The policy's type and those of other families that equal it. */
function spotTypes(instanceType: string): readonly string[] {
  const size = instanceType.slice(instanceType.indexOf('.'));
  return [instanceType, ...SPOT_FAMILIES.map((family) => family + size)];
}
