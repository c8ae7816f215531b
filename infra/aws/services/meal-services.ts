import {
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_ecs as ecs,
  aws_elasticloadbalancingv2 as elbv2,
  aws_secretsmanager as secretsmanager,
  aws_servicediscovery as servicediscovery,
  Duration,
  Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DeploymentSecrets } from '../data/deployment-secrets';
import type { DeploymentSize } from '../deployment-sizes';
import { pushFigures } from '../monitoring/figures';
import { METRICS_NAMESPACE } from '../monitoring/namespace';
import { NETWORK_PREFIX, NETWORK_RANGE, NETWORK_RESOLVER } from '../network/bapsang-network';
import type { ImageName } from '../stacks/images-stack';
import type { Access } from './access';
import { BalancedService, type BalancedServiceProps } from './balanced-service';
import { API_NAME, PRIVATE_ZONE } from './discovery';
import { API_PORT, ROUTER_PORT, WEB_PORT, WORKER_PORT } from './ports';

/** What {@link MealServices} need to know. */
export interface MealServicesProps {
  readonly vpc: ec2.IVpc;
  readonly access: Access;
  readonly listener: elbv2.IApplicationListener;
  readonly size: DeploymentSize;
  readonly repositories: Readonly<Record<ImageName, ecr.IRepository>>;
  readonly imageTag: string;
  readonly domain: string;
  readonly openviduDomain: string;
  readonly secrets: DeploymentSecrets;
  readonly databaseUrl: secretsmanager.ISecret;
  readonly redisUrl: secretsmanager.ISecret;
}

/** What runs as tasks: the api, the page, and the nginx that takes frames to workers. */
export class MealServices extends Construct {
  readonly cluster: ecs.Cluster;
  readonly api: BalancedService;
  readonly web: BalancedService;
  readonly workerRouter: BalancedService;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MealServicesProps,
  ) {
    super(scope, id);
    const { vpc, listener } = props;
    this.cluster = new ecs.Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.DISABLED,
      defaultCloudMapNamespace: { name: PRIVATE_ZONE },
    });
    // OpenVidu posts its webhooks inside the network: nobody outside needs their door.
    new elbv2.ApplicationListenerRule(this, 'NoWebhooks', {
      listener,
      priority: 10,
      conditions: [elbv2.ListenerCondition.pathPatterns(['/api/openvidu/*'])],
      action: elbv2.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
    });
    this.workerRouter = this.#workerRouter();
    this.api = this.#api();
    this.web = this.#web();
  }

  #api(): BalancedService {
    const { secrets, domain, openviduDomain, databaseUrl, redisUrl, access } = this.props;
    const origin = `https://${domain}`;
    const api = this.#service('Api', {
      image: 'api',
      size: this.props.size.api,
      port: API_PORT,
      securityGroup: access.api,
      priority: 30,
      paths: ['/api/*', '/socket.io/*'],
      healthPath: '/health/live',
      deregistrationDelay: Duration.seconds(30),
      environment: {
        API_HOST: '0.0.0.0',
        API_PORT: String(API_PORT),
        WEB_URL: origin,
        CORS_ORIGINS: origin,
        TRUSTED_PROXIES: NETWORK_RANGE,
        OPENVIDU_URL: `https://${openviduDomain}`,
        CLOUDWATCH_NAMESPACE: METRICS_NAMESPACE,
        AWS_REGION: Stack.of(this).region,
      },
      secrets: {
        API_SECRET: ecs.Secret.fromSecretsManager(secrets.api),
        ADMIN_SECRET: ecs.Secret.fromSecretsManager(secrets.admin),
        ADMIN_READ_SECRET: ecs.Secret.fromSecretsManager(secrets.adminRead),
        WORKER_SECRET: ecs.Secret.fromSecretsManager(secrets.worker),
        OPENVIDU_SECRET: ecs.Secret.fromSecretsManager(secrets.openvidu),
        OPENVIDU_WEBHOOK_SECRET: ecs.Secret.fromSecretsManager(secrets.openviduWebhook),
        DATABASE_URL: ecs.Secret.fromSecretsManager(databaseUrl),
        REDIS_URL: ecs.Secret.fromSecretsManager(redisUrl),
      },
      discovery: {
        name: API_NAME,
        dnsRecordType: servicediscovery.DnsRecordType.A,
        dnsTtl: Duration.seconds(10),
      },
    });
    pushFigures(api.service.taskDefinition.taskRole);
    return api;
  }

  #web(): BalancedService {
    const { openviduDomain } = this.props;
    return this.#service('Web', {
      image: 'web',
      size: this.props.size.web,
      port: WEB_PORT,
      securityGroup: this.props.access.web,
      priority: 40,
      paths: ['/*'],
      healthPath: '/',
      deregistrationDelay: Duration.seconds(10),
      environment: {
        NGINX_PORT: String(WEB_PORT),
        NGINX_RESOLVER: NETWORK_RESOLVER,
        NGINX_API: `${API_NAME}.${PRIVATE_ZONE}:${API_PORT}`,
        NGINX_CONNECT_SOURCES: `https://${openviduDomain} wss://${openviduDomain}`,
      },
    });
  }

  #workerRouter(): BalancedService {
    return this.#service('WorkerRouter', {
      image: 'worker-router',
      size: this.props.size.workerRouter,
      port: ROUTER_PORT,
      securityGroup: this.props.access.workerRouter,
      priority: 20,
      paths: ['/workers/*'],
      healthPath: '/health/live',
      // A socket lasts as long as the meal: those that are still open after this go on at another worker.
      deregistrationDelay: Duration.minutes(5),
      environment: {
        ROUTER_PORT: String(ROUTER_PORT),
        WORKER_PORT: String(WORKER_PORT),
        WORKER_NETWORK: NETWORK_PREFIX,
        WORKER_NETWORK_PATH: NETWORK_PREFIX.replace('.', '-'),
      },
    });
  }

  #service(id: string, { image, ...given }: GivenProps): BalancedService {
    const { listener, repositories, imageTag } = this.props;
    return new BalancedService(this, id, {
      cluster: this.cluster,
      listener,
      repository: repositories[image],
      imageTag,
      ...given,
    });
  }
}

/** What differs from service to service. */
type GivenProps = Omit<BalancedServiceProps, 'cluster' | 'listener' | 'repository' | 'imageTag'> & {
  readonly image: ImageName;
};
