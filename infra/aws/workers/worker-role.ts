import {
  aws_ecr as ecr,
  aws_iam as iam,
  aws_logs as logs,
  aws_secretsmanager as secretsmanager,
  Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pushFigures } from '../monitoring/figures';

/** What a worker's instance may use. */
export interface WorkerRoleProps {
  readonly secret: secretsmanager.ISecret;
  readonly repository: ecr.IRepository;
  readonly logGroup: logs.ILogGroup;
  /** Names of the groups whose lifecycle actions it may complete: its own. */
  readonly autoScalingGroups: readonly string[];
}

/**
 * The role of workers' instances: read their secret, pull their image, write their log, push figures into our namespace, complete
 * lifecycle actions of their groups (AWS knows no finer limit than the group), and be reached by Session Manager.
 */
export function createWorkerRole(scope: Construct, props: WorkerRoleProps): iam.Role {
  const { secret, repository, logGroup, autoScalingGroups } = props;
  const role = new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
  });
  secret.grantRead(role);
  repository.grantPull(role);
  logGroup.grantWrite(role);
  pushFigures(role);
  const { partition, region, account } = Stack.of(scope);
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['autoscaling:CompleteLifecycleAction'],
      resources: autoScalingGroups.map(
        (name) => `arn:${partition}:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${name}`,
      ),
    }),
  );
  return role;
}
