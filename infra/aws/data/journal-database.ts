import {
  aws_ec2 as ec2,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
  RemovalPolicy,
  SecretValue,
  Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DatabaseSize } from '../deployment-sizes';

/** Name of the database, and of its owner. */
const NAME = 'bapsang';

const PORT = 5432;

/** What {@link JournalDatabase} needs to know. */
export interface JournalDatabaseProps {
  readonly vpc: ec2.IVpc;
  readonly size: DatabaseSize;
  /** Who may connect. */
  readonly clients: ec2.ISecurityGroup;
}

/** The PostgreSQL with the journal: encrypted, backed up, not public; a snapshot is left where it is deleted. */
export class JournalDatabase extends Construct {
  readonly instance: rds.DatabaseInstance;
  /** `DATABASE_URL`. */
  readonly url: secretsmanager.Secret;

  constructor(scope: Construct, id: string, { vpc, size, clients }: JournalDatabaseProps) {
    super(scope, id);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'PostgreSQL of the journal',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(clients, ec2.Port.tcp(PORT), 'api');
    this.instance = new rds.DatabaseInstance(this, 'Instance', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_15 }),
      instanceType: new ec2.InstanceType(size.instanceType),
      storageType: rds.StorageType.GP3,
      allocatedStorage: size.storageGiB,
      maxAllocatedStorage: 2 * size.storageGiB,
      storageEncrypted: true,
      multiAz: size.multiAz,
      publiclyAccessible: false,
      backupRetention: Duration.days(size.backupDays),
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.SNAPSHOT,
      databaseName: NAME,
      credentials: rds.Credentials.fromGeneratedSecret(NAME, {
        excludeCharacters: ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      }),
      parameters: { 'rds.force_ssl': '1' },
      autoMinorVersionUpgrade: true,
    });
    this.url = new secretsmanager.Secret(this, 'Url', {
      description: 'Bapsang: DATABASE_URL',
      secretStringValue: this.#composeUrl(),
    });
  }

  /** The template holds a reference to the password; CloudFormation puts it in when it makes the secret. */
  #composeUrl(): SecretValue {
    const { secret, dbInstanceEndpointAddress: host } = this.instance;
    if (!secret) throw new Error('The database has no secret of its own.');
    const password = secret.secretValueFromJson('password').unsafeUnwrap();
    return SecretValue.unsafePlainText(`postgres://${NAME}:${password}@${host}:${PORT}/${NAME}?sslmode=verify-full`);
  }
}
