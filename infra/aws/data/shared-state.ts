import {
  aws_ec2 as ec2,
  aws_elasticache as elasticache,
  aws_secretsmanager as secretsmanager,
  SecretValue,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';

const PORT = 6379;

/** What {@link SharedState} needs to know. */
export interface SharedStateProps {
  readonly vpc: ec2.IVpc;
  readonly nodeType: string;
  /** Its password. */
  readonly password: secretsmanager.ISecret;
  /** Who may connect. */
  readonly clients: ec2.ISecurityGroup;
}

/**
 * The Redis that all apis share: Valkey, a primary with a replica in another zone. No cluster, which the api cannot use, and no
 * snapshots: it may be lost at any time.
 */
export class SharedState extends Construct {
  readonly group: elasticache.CfnReplicationGroup;
  /** `REDIS_URL`. */
  readonly url: secretsmanager.Secret;

  constructor(scope: Construct, id: string, { vpc, nodeType, password, clients }: SharedStateProps) {
    super(scope, id);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'State that the apis share',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(clients, ec2.Port.tcp(PORT), 'api');
    const subnets = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      description: 'Bapsang: shared state',
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const token = password.secretValue.unsafeUnwrap();
    this.group = new elasticache.CfnReplicationGroup(this, 'Group', {
      replicationGroupDescription: 'Bapsang: state that the apis share',
      engine: 'valkey',
      engineVersion: '7.2',
      cacheNodeType: nodeType,
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      authToken: token,
      port: PORT,
      snapshotRetentionLimit: 0,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [securityGroup.securityGroupId],
    });
    this.url = new secretsmanager.Secret(this, 'Url', {
      description: 'Bapsang: REDIS_URL',
      secretStringValue: SecretValue.unsafePlainText(
        `rediss://:${token}@${this.group.attrPrimaryEndPointAddress}:${PORT}`,
      ),
    });
  }
}
