import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_route53 as route53,
  aws_secretsmanager as secretsmanager,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { NETWORK_RANGE } from '../network/bapsang-network';
import { WEBHOOK_URL } from '../services/discovery';

/** Version of OpenVidu CE, by the name of its installation script; of the same line as the client libraries of the application. */
export const OPENVIDU_VERSION = '2.32.0';

/** One range of ports that OpenVidu's documentation has open to everybody. */
export interface OpenPorts {
  readonly from: number;
  readonly to: number;
  readonly udp: boolean;
  readonly purpose: string;
}

/** What is open to everybody. Port 22 of the documentation is not: Session Manager opens a shell without it. */
export const OPENVIDU_PORTS: readonly OpenPorts[] = [
  { from: 80, to: 80, udp: false, purpose: "Let's Encrypt" },
  { from: 443, to: 443, udp: false, purpose: 'REST and WebSocket' },
  { from: 3478, to: 3478, udp: true, purpose: 'STUN and TURN' },
  { from: 40_000, to: 57_000, udp: true, purpose: 'media' },
  { from: 57_001, to: 65_535, udp: true, purpose: 'media that TURN relays' },
];

/** What {@link OpenviduInstance} needs to know. */
export interface OpenviduInstanceProps {
  readonly vpc: ec2.IVpc;
  /** Zone of the domain in public. */
  readonly zone: route53.IHostedZone;
  /** Its own host name. */
  readonly domain: string;
  readonly instanceType: string;
  readonly imageId: string;
  /** Password of its REST. */
  readonly secret: secretsmanager.ISecret;
  /** By which it shows itself to the api. */
  readonly webhookSecret: secretsmanager.ISecret;
  readonly operatorEmail: string;
}

/** OpenVidu CE on one instance with an Elastic IP. In the network its name leads to its private address, without the gateway. */
export class OpenviduInstance extends Construct {
  readonly instance: ec2.Instance;
  readonly securityGroup: ec2.SecurityGroup;
  readonly address: ec2.CfnEIP;

  constructor(scope: Construct, id: string, props: OpenviduInstanceProps) {
    super(scope, id);
    const { vpc, instanceType, imageId, secret, webhookSecret } = props;
    this.address = new ec2.CfnEIP(this, 'Address', { domain: 'vpc' });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
    });
    secret.grantRead(role);
    webhookSecret.grantRead(role);
    this.securityGroup = this.#openPorts(vpc);
    this.instance = new ec2.Instance(this, 'Instance', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      instanceType: new ec2.InstanceType(instanceType),
      machineImage: {
        getImage: () => ({ imageId, osType: ec2.OperatingSystemType.LINUX, userData: this.#userData(props) }),
      },
      securityGroup: this.securityGroup,
      role,
      httpTokens: ec2.HttpTokens.REQUIRED,
      // One hop: containers in a network of their own do not reach the credentials of the instance.
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      blockDevices: [
        {
          deviceName: '/dev/sda1',
          volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
    Validations.of(this.instance).acknowledge({
      id: 'CloudFormation-Validate::W9010',
      reason: 'Pinned in the settings: another image replaces the machine, and ends its meals.',
    });
    new ec2.CfnEIPAssociation(this, 'Association', {
      allocationId: this.address.attrAllocationId,
      instanceId: this.instance.instanceId,
    });
    this.#name(props);
  }

  #openPorts(vpc: ec2.IVpc): ec2.SecurityGroup {
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc, description: 'OpenVidu CE' });
    for (const { from, to, udp, purpose } of OPENVIDU_PORTS) {
      group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.tcpRange(from, to), purpose);
      if (udp) group.addIngressRule(ec2.Peer.anyIpv4(), ec2.Port.udpRange(from, to), purpose);
    }
    return group;
  }

  #userData({ domain, secret, webhookSecret, operatorEmail }: OpenviduInstanceProps): ec2.UserData {
    const userData = ec2.UserData.forLinux({ shebang: '#!/usr/bin/env bash' });
    const variables = {
      OPENVIDU_VERSION,
      OPENVIDU_DOMAIN: domain,
      OPENVIDU_ADDRESS: this.address.ref,
      OPENVIDU_SECRET_ARN: secret.secretArn,
      WEBHOOK_SECRET_ARN: webhookSecret.secretArn,
      WEBHOOK_URL,
      OPERATOR_EMAIL: operatorEmail,
      NETWORK_RANGE,
      AWS_REGION: Stack.of(this).region,
    };
    userData.addCommands(
      ...Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`),
      readFileSync(join(__dirname, 'install-openvidu.sh'), 'utf8'),
    );
    return userData;
  }

  #name({ vpc, zone, domain }: OpenviduInstanceProps): void {
    const record = new route53.ARecord(this, 'Record', {
      zone,
      recordName: `${domain}.`,
      target: route53.RecordTarget.fromIpAddresses(this.address.ref),
    });
    // Its certificate is made at the first boot, for which the name must lead there.
    this.instance.node.addDependency(record);
    new route53.ARecord(this, 'PrivateRecord', {
      zone: new route53.PrivateHostedZone(this, 'PrivateZone', { zoneName: domain, vpc }),
      target: route53.RecordTarget.fromIpAddresses(this.instance.instancePrivateIp),
    });
  }
}
