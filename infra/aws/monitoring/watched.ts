import type {
  aws_ec2 as ec2,
  aws_elasticache as elasticache,
  aws_elasticloadbalancingv2 as elbv2,
  aws_rds as rds,
} from 'aws-cdk-lib';

/** The parts of AWS of which alarms and dashboard show figures beside our own. */
export interface Watched {
  readonly balancer: elbv2.ApplicationLoadBalancer;
  readonly api: elbv2.ApplicationTargetGroup;
  readonly workerRouter: elbv2.ApplicationTargetGroup;
  readonly database: rds.DatabaseInstance;
  readonly sharedState: elasticache.CfnReplicationGroup;
  readonly openvidu: ec2.Instance;
}
