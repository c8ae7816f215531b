import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ZONES } from '../deployment-sizes';

/** First two numbers of every address in the network. */
export const NETWORK_PREFIX = '10.20';

/** All addresses of the network. */
export const NETWORK_RANGE = `${NETWORK_PREFIX}.0.0/16`;

/** Where names are looked up inside: Amazon's resolver, two after the first address. */
export const NETWORK_RESOLVER = `${NETWORK_PREFIX}.0.2`;

/**
 * The network: public subnets for the balancer and OpenVidu, private ones (8,190 addresses each, `large` needs 1,371 for workers)
 * for tasks and workers, isolated ones for the data. S3, from which the layers of images come, has an endpoint, which is free;
 * endpoints for anything else cost more an hour than the little traffic through the gateway that they would save.
 */
export class BapsangNetwork extends Construct {
  readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, natGateways: number) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(NETWORK_RANGE),
      maxAzs: ZONES,
      natGateways,
      // A function in Lambda would empty the default security group; nothing here uses that group.
      restrictDefaultSecurityGroup: false,
      gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 19 },
        { name: 'data', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
    });
  }
}
