import {
  aws_ec2 as ec2,
  aws_route53 as route53,
  aws_secretsmanager as secretsmanager,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DeploymentSecrets } from '../data/deployment-secrets';
import { JournalDatabase } from '../data/journal-database';
import { SharedState } from '../data/shared-state';
import type { DeploymentSettings } from '../deployment-settings';
import { DEPLOYMENT_SIZES } from '../deployment-sizes';
import { createAlarms } from '../monitoring/alarms';
import { AlarmTopic } from '../monitoring/alarm-topic';
import { createDashboard } from '../monitoring/dashboard';
import { BapsangNetwork } from '../network/bapsang-network';
import { OpenviduInstance } from '../openvidu/openvidu-instance';
import { Access } from '../services/access';
import { FrontDoor } from '../services/front-door';
import { MealServices } from '../services/meal-services';
import type { ImagesStack } from './images-stack';
import { ZonedStack } from './zoned-stack';
import { printOutputs } from './outputs';

/** What {@link MealsStack} needs to know. */
export interface MealsStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly images: ImagesStack;
}

/** Everything but images and ai-workers: meals go on with this alone, unrecognised. */
export class MealsStack extends ZonedStack {
  readonly vpc: ec2.IVpc;
  readonly workerSecurityGroup: ec2.ISecurityGroup;
  /** `WORKER_SECRET`. */
  readonly workerSecret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, props: MealsStackProps) {
    super(scope, id, props);
    const { settings, images } = props;
    const { domain, hostedZoneId, certificateArn, imageTag, operatorEmail } = settings;
    const size = DEPLOYMENT_SIZES[settings.size];
    const openviduDomain = `openvidu.${domain}`;
    const { vpc } = new BapsangNetwork(this, 'Network', size.natGateways);
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName: domain });
    const secrets = new DeploymentSecrets(this, 'Secrets');
    const access = new Access(this, 'Access', vpc);
    const database = new JournalDatabase(this, 'Journal', { vpc, size: size.database, clients: access.api });
    const sharedState = new SharedState(this, 'SharedState', {
      vpc,
      nodeType: size.sharedStateNode,
      password: secrets.sharedState,
      clients: access.api,
    });
    const openvidu = new OpenviduInstance(this, 'Openvidu', {
      vpc,
      zone,
      domain: openviduDomain,
      instanceType: size.openviduInstance,
      imageId: settings.openviduImage,
      secret: secrets.openvidu,
      webhookSecret: secrets.openviduWebhook,
      operatorEmail,
    });
    access.admitOpenvidu(openvidu.securityGroup);
    const frontDoor = new FrontDoor(this, 'FrontDoor', { vpc, zone, domain, certificateArn });
    const services = new MealServices(this, 'Services', {
      vpc,
      access,
      listener: frontDoor.listener,
      size,
      repositories: images.repositories,
      imageTag,
      domain,
      openviduDomain,
      secrets,
      databaseUrl: database.url,
      redisUrl: sharedState.url,
    });
    const watched = {
      balancer: frontDoor.balancer,
      api: services.api.targets,
      workerRouter: services.workerRouter.targets,
      database: database.instance,
      sharedState: sharedState.group,
      openvidu: openvidu.instance,
    };
    const { topic } = new AlarmTopic(this, 'Alarms', operatorEmail);
    createAlarms(this, { ...watched, topic, storageGiB: size.database.storageGiB });
    createDashboard(this, watched);
    printOutputs(this, { domain, openviduDomain, openvidu, database, secrets });
    this.vpc = vpc;
    this.workerSecurityGroup = access.worker;
    this.workerSecret = secrets.worker;
  }
}
