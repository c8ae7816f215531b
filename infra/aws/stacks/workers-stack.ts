import { aws_ec2 as ec2, aws_ecr as ecr, aws_secretsmanager as secretsmanager, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings';
import { FLEET_SIZES, SCALING_POLICY } from '../scaling-policy';
import { WorkerFleet } from '../workers/worker-fleet';
import { ZonedStack } from './zoned-stack';

/** What {@link WorkersStack} needs to know. */
export interface WorkersStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly vpc: ec2.IVpc;
  readonly securityGroup: ec2.ISecurityGroup;
  /** `WORKER_SECRET`. */
  readonly secret: secretsmanager.ISecret;
  readonly repository: ecr.IRepository;
}

/** The ai-workers on their own: deployed, scaled, replaced and deleted while meals go on. */
export class WorkersStack extends ZonedStack {
  constructor(scope: Construct, id: string, props: WorkersStackProps) {
    super(scope, id, props);
    const { settings, vpc, securityGroup, secret, repository } = props;
    new WorkerFleet(this, 'Fleet', {
      vpc,
      securityGroup,
      secret,
      image: repository.repositoryUriForTag(settings.imageTag),
      repository,
      publicUrl: `https://${settings.domain}`,
      size: FLEET_SIZES[settings.size],
      policy: SCALING_POLICY,
    });
  }
}
