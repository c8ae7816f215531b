import type { FleetSizeName } from './scaling-policy';

/** Fargate tasks of one service, all alike. */
export interface TaskSize {
  /** Processor of one task: 256, 512, 1024, 2048 or 4096, of which 1024 are one vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  /** Tasks that always run; two or more, so that one may go. */
  readonly minimum: number;
  readonly maximum: number;
}

/** The PostgreSQL with the journal. */
export interface DatabaseSize {
  /** RDS instance class without its `db.`. */
  readonly instanceType: string;
  readonly storageGiB: number;
  /** Whether a standby waits in another zone. */
  readonly multiAz: boolean;
  /** How long a backup of every day is kept, days. */
  readonly backupDays: number;
}

/** Everything of a deployment but its ai-workers, whose sizes are those of the scaling policy. */
export interface DeploymentSize {
  /** Gateways through which private subnets reach the internet; with one, losing its zone takes image pulls and CloudWatch away. */
  readonly natGateways: number;
  readonly database: DatabaseSize;
  /** ElastiCache node type; always a primary and one replica. */
  readonly sharedStateNode: string;
  /** EC2 instance type of the one OpenVidu CE. */
  readonly openviduInstance: string;
  readonly api: TaskSize;
  readonly web: TaskSize;
  /** nginx that takes frames from the balancer to the right worker. */
  readonly workerRouter: TaskSize;
}

/** Availability zones of a deployment. */
export const ZONES = 3;

/** What is deployed besides the fleet. Nobody has measured these on AWS: they are where to begin. */
export const DEPLOYMENT_SIZES: Readonly<Record<FleetSizeName, DeploymentSize>> = {
  small: {
    natGateways: 1,
    database: { instanceType: 't4g.medium', storageGiB: 50, multiAz: false, backupDays: 7 },
    sharedStateNode: 'cache.t4g.small',
    openviduInstance: 'c6i.4xlarge',
    api: { cpu: 1024, memoryMiB: 2048, minimum: 2, maximum: 4 },
    web: { cpu: 256, memoryMiB: 512, minimum: 2, maximum: 4 },
    workerRouter: { cpu: 1024, memoryMiB: 2048, minimum: 2, maximum: 6 },
  },
  medium: {
    natGateways: 3,
    database: { instanceType: 'm7g.large', storageGiB: 200, multiAz: true, backupDays: 14 },
    sharedStateNode: 'cache.m7g.large',
    openviduInstance: 'c6i.16xlarge',
    api: { cpu: 2048, memoryMiB: 4096, minimum: 3, maximum: 12 },
    web: { cpu: 512, memoryMiB: 1024, minimum: 2, maximum: 6 },
    workerRouter: { cpu: 2048, memoryMiB: 4096, minimum: 3, maximum: 18 },
  },
  large: {
    natGateways: 3,
    database: { instanceType: 'm7g.4xlarge', storageGiB: 1_000, multiAz: true, backupDays: 14 },
    sharedStateNode: 'cache.m7g.2xlarge',
    openviduInstance: 'c6i.32xlarge',
    api: { cpu: 4096, memoryMiB: 8192, minimum: 6, maximum: 40 },
    web: { cpu: 1024, memoryMiB: 2048, minimum: 3, maximum: 12 },
    workerRouter: { cpu: 4096, memoryMiB: 8192, minimum: 6, maximum: 80 },
  },
};
