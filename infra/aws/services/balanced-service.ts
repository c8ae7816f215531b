import {
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2,
  aws_logs as logs,
  Duration,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { TaskSize } from '../deployment-sizes';

/** Average processor use that tasks are added and taken away for, percent. */
const CPU_TARGET = 60;

/** What {@link BalancedService} needs to know. */
export interface BalancedServiceProps {
  readonly cluster: ecs.ICluster;
  readonly listener: elbv2.IApplicationListener;
  readonly repository: ecr.IRepository;
  readonly imageTag: string;
  readonly size: TaskSize;
  /** Port on which its tasks listen. */
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, ecs.Secret>>;
  readonly securityGroup: ec2.ISecurityGroup;
  /** The paths that are its own, at most five. */
  readonly paths: readonly string[];
  /** Which rule is asked first: the least. */
  readonly priority: number;
  /** Path that answers 200 as long as a task is of use. */
  readonly healthPath: string;
  /** How long sockets of a task that goes may stay open. */
  readonly deregistrationDelay: Duration;
  /** Name in the network under which others reach the tasks without the balancer. Not set: none. */
  readonly discovery?: ecs.CloudMapOptions;
}

/** A service of several Fargate tasks behind the balancer, in private subnets; a deployment that does not become healthy is undone. */
export class BalancedService extends Construct {
  readonly service: ecs.FargateService;
  readonly targets: elbv2.ApplicationTargetGroup;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: BalancedServiceProps) {
    super(scope, id);
    const { cluster, listener, size, port, securityGroup, discovery } = props;
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: logs.RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: this.#task(props),
      desiredCount: size.minimum,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      securityGroups: [securityGroup],
      healthCheckGracePeriod: Duration.minutes(2),
      ...(discovery && { cloudMapOptions: discovery }),
    });
    this.targets = listener.addTargets(id, {
      targets: [this.service],
      port,
      protocol: elbv2.ApplicationProtocol.HTTP,
      priority: props.priority,
      conditions: [elbv2.ListenerCondition.pathPatterns([...props.paths])],
      healthCheck: { path: props.healthPath, interval: Duration.seconds(10), healthyThresholdCount: 2 },
      deregistrationDelay: props.deregistrationDelay,
    });
    this.service
      .autoScaleTaskCount({ minCapacity: size.minimum, maxCapacity: size.maximum })
      .scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: CPU_TARGET });
  }

  #task({ repository, imageTag, size, port, environment, secrets }: BalancedServiceProps): ecs.FargateTaskDefinition {
    const task = new ecs.FargateTaskDefinition(this, 'Task', { cpu: size.cpu, memoryLimitMiB: size.memoryMiB });
    task.addContainer('container', {
      image: ecs.ContainerImage.fromEcrRepository(repository, imageTag),
      portMappings: [{ containerPort: port }],
      ...(environment && { environment: { ...environment } }),
      ...(secrets && { secrets: { ...secrets } }),
      // The longest that Fargate grants: sockets go on until the balancer has let the task go.
      stopTimeout: Duration.seconds(120),
      logging: ecs.LogDrivers.awsLogs({ logGroup: this.logGroup, streamPrefix: 'task' }),
    });
    return task;
  }
}
