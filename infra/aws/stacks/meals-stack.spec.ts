import { variableNames } from '@bapsang/server';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { ApiEnvironment } from '../../../apps/api/src/configuration/api-environment';
import { API_CLOUDWATCH_FIGURES } from '../../../apps/api/src/metrics/cloudwatch-reporting';
import { WORKER_CLOUDWATCH_FIGURES } from '../../../apps/ai-worker/src/health/worker-cloudwatch-figures';
import { METRICS_NAMESPACE } from '../monitoring/namespace';
import { resourcesOf, synthesizeTemplates, textOf, type Templates } from '../testing/templates.spec-support';

/** What may be reached from everywhere: the balancer, and what OpenVidu's documentation names but SSH. */
const OPEN_PORTS = [
  'tcp 80-80',
  'tcp 443-443',
  'tcp 3478-3478',
  'udp 3478-3478',
  'tcp 40000-57000',
  'udp 40000-57000',
  'tcp 57001-65535',
  'udp 57001-65535',
];

/** Actions for which AWS knows no resources, and why each is here. */
const WITHOUT_RESOURCE = new Map([
  ['ecr:GetAuthorizationToken', 'a token is for the whole registry'],
  ['cloudwatch:PutMetricData', 'limited by the namespace instead'],
]);

interface Ingress {
  readonly IpProtocol: string;
  readonly FromPort: number;
  readonly ToPort: number;
  readonly CidrIp?: string;
  readonly CidrIpv6?: string;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

let templates: Templates;
let meals: Template;

beforeAll(() => {
  templates = synthesizeTemplates('medium');
  meals = templates.meals;
});

const everyResource = (type?: string): ReturnType<typeof resourcesOf> =>
  Object.values(templates).flatMap((template) => resourcesOf(template, type));

describe('the network', () => {
  it('is open to everybody on the named ports alone', () => {
    const open = everyResource('AWS::EC2::SecurityGroup')
      .flatMap(({ Properties }) => (Properties.SecurityGroupIngress ?? []) as Ingress[])
      .concat(everyResource('AWS::EC2::SecurityGroupIngress').map(({ Properties }) => Properties as never))
      .filter(({ CidrIp, CidrIpv6 }) => CidrIp ?? CidrIpv6);
    expect(open.map(({ CidrIp }) => CidrIp)).toEqual(open.map(() => '0.0.0.0/0'));
    const ports = open.map(({ IpProtocol, FromPort, ToPort }) => `${IpProtocol} ${FromPort}-${ToPort}`);
    expect([...new Set(ports)].sort()).toEqual([...OPEN_PORTS].sort());
  });

  it('lets the router of frames out to workers and to HTTPS alone', () => {
    const groups = resourcesOf(meals, 'AWS::EC2::SecurityGroup').map(({ Properties }) => Properties);
    const router = groups.find(({ GroupDescription }) => GroupDescription === 'nginx before the ai-workers');
    expect(router?.SecurityGroupEgress).toEqual([expect.objectContaining({ FromPort: 443, ToPort: 443 })]);
    meals.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 5001, ToPort: 5001, IpProtocol: 'tcp' });
  });

  it('has three zones, each with its own way out, and asks AWS nothing while it is made', () => {
    meals.resourceCountIs('AWS::EC2::Subnet', 9);
    meals.resourceCountIs('AWS::EC2::NatGateway', 3);
    meals.allResourcesProperties('AWS::EC2::Subnet', { AvailabilityZone: { 'Fn::Select': Match.anyValue() } });
  });
});

describe('the database', () => {
  it('is not public, encrypted, kept twice, backed up, and leaves a snapshot', () => {
    meals.hasResource('AWS::RDS::DBInstance', {
      DeletionPolicy: 'Snapshot',
      Properties: {
        Engine: 'postgres',
        EngineVersion: '15',
        PubliclyAccessible: false,
        StorageEncrypted: true,
        MultiAZ: true,
        BackupRetentionPeriod: 14,
        DeletionProtection: true,
      },
    });
    expect(everyResource('AWS::RDS::DBInstance')).toHaveLength(1);
  });

  it('speaks TLS alone', () => {
    meals.hasResourceProperties('AWS::RDS::DBParameterGroup', { Parameters: { 'rds.force_ssl': '1' } });
    const [url] = resourcesOf(meals, 'AWS::SecretsManager::Secret').filter(
      ({ Properties }) => Properties.Description === 'Bapsang: DATABASE_URL',
    );
    expect(textOf(url?.Properties.SecretString)).toMatch(/\?sslmode=verify-full$/);
  });
});

it('keeps the shared state in one encrypted Redis with a replica, not a cluster', () => {
  meals.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    NumNodeGroups: 1,
    ReplicasPerNodeGroup: 1,
    AutomaticFailoverEnabled: true,
    TransitEncryptionEnabled: true,
    AtRestEncryptionEnabled: true,
  });
});

describe('secrets', () => {
  it('are made by Secrets Manager, or put together of such', () => {
    for (const { Properties } of everyResource('AWS::SecretsManager::Secret')) {
      const { GenerateSecretString, SecretString } = Properties;
      if (GenerateSecretString) continue;
      expect(textOf(SecretString)).toMatch(/^(postgres|rediss):\/\/\w*:\{\{resolve:secretsmanager:[^}]+\}\}@/);
    }
  });

  it('reach tasks by reference, each to a variable that the api reads', () => {
    const [api] = resourcesOf(meals, 'AWS::ECS::TaskDefinition')
      .flatMap(({ Properties }) => Properties.ContainerDefinitions as Container[])
      .filter(({ Secrets = [] }) => Secrets.length > 0);
    const secrets = api?.Secrets?.map(({ Name }) => Name) ?? [];
    expect(secrets).toEqual(expect.arrayContaining(['API_SECRET', 'ADMIN_SECRET', 'WORKER_SECRET', 'OPENVIDU_SECRET']));
    const plain = api?.Environment?.map(({ Name }) => Name) ?? [];
    expect(plain.join(' ')).not.toMatch(/SECRET|_URL_|PASSWORD|DATABASE|REDIS/);
    expect(variableNames(ApiEnvironment)).toEqual(expect.arrayContaining([...secrets, ...plain]));
  });

  it('are in no other part of a template, nor in what is printed', () => {
    const used = everyResource().filter((resource) => JSON.stringify(resource).includes('resolve:secretsmanager'));
    const users = ['AWS::ElastiCache::ReplicationGroup', 'AWS::RDS::DBInstance', 'AWS::SecretsManager::Secret'];
    expect([...new Set(used.map(({ Type }) => Type))].sort()).toEqual(users);
    expect(JSON.stringify(meals.findOutputs('*'))).not.toContain('resolve:');
  });
});

describe('roles', () => {
  const statements = (): Statement[] =>
    everyResource('AWS::IAM::Policy').flatMap(
      ({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement,
    );

  it('may do nothing that a wildcard names', () => {
    expect(statements().length).toBeGreaterThan(5);
    for (const { Action } of statements()) expect([Action].flat().join(' ')).not.toContain('*');
  });

  it('name what they may touch, but where AWS knows no resource', () => {
    for (const { Action, Resource } of statements()) {
      if (Resource !== '*') continue;
      for (const action of [Action].flat()) expect([...WITHOUT_RESOURCE.keys()]).toContain(action);
    }
  });

  it('push figures into our namespace alone', () => {
    const pushing = statements().filter(({ Action }) => [Action].flat().includes('cloudwatch:PutMetricData'));
    expect(pushing).toHaveLength(2);
    for (const { Condition } of pushing)
      expect(Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': METRICS_NAMESPACE } });
  });
});

describe('alarms', () => {
  it('look at figures that are really pushed, all of them at the topic', () => {
    const names = new Set([...API_CLOUDWATCH_FIGURES, ...WORKER_CLOUDWATCH_FIGURES].map(({ name }) => name));
    const ours = resourcesOf(meals, 'AWS::CloudWatch::Alarm').filter(
      ({ Properties }) => Properties.Namespace === METRICS_NAMESPACE,
    );
    expect(ours.length).toBeGreaterThanOrEqual(8);
    for (const { Properties } of ours) expect([...names]).toContain(Properties.MetricName);
    meals.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [Match.anyValue()] });
  });

  it('look at figures by label only where the api pushes them by that label', () => {
    meals.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Reports',
      Dimensions: [{ Name: 'Outcome', Value: 'forged' }],
    });
    expect(API_CLOUDWATCH_FIGURES.find(({ name }) => name === 'Reports')?.by).toBe('outcome');
  });

  it('go off when the figure that the fleet is scaled by is missing', () => {
    meals.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'bapsang-fleet-load-missing',
      MetricName: 'FleetLoad',
      TreatMissingData: 'breaching',
    });
  });

  it('and dashboard show no figure of ours that does not exist', () => {
    const [dashboard] = resourcesOf(meals, 'AWS::CloudWatch::Dashboard');
    const body = textOf(dashboard?.Properties.DashboardBody);
    const shown = [...body.matchAll(/"Bapsang\/production","(\w+)"/g)].map(([, name]) => name);
    expect(shown.length).toBeGreaterThan(8);
    const names = [...API_CLOUDWATCH_FIGURES, ...WORKER_CLOUDWATCH_FIGURES].map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(shown));
  });
});

describe('the front door', () => {
  it('speaks HTTPS, and sends plain HTTP there', () => {
    meals.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Protocol: 'HTTPS',
      SslPolicy: Match.stringLikeRegexp('TLS13'),
    });
    meals.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Protocol: 'HTTP',
      DefaultActions: [Match.objectLike({ Type: 'redirect', RedirectConfig: Match.objectLike({ Protocol: 'HTTPS' }) })],
    });
  });

  it('passes frames to the router, the api its paths, and webhooks to nobody', () => {
    const rules = resourcesOf(meals, 'AWS::ElasticLoadBalancingV2::ListenerRule')
      .map(({ Properties }) => Properties as unknown as Rule)
      .sort((a, b) => a.Priority - b.Priority)
      .map(({ Conditions, Actions }) => [Conditions[0]?.PathPatternConfig.Values.join(' '), Actions[0]?.Type]);
    expect(rules).toEqual([
      ['/api/openvidu/*', 'fixed-response'],
      ['/workers/*', 'forward'],
      ['/api/* /socket.io/*', 'forward'],
      ['/*', 'forward'],
    ]);
  });

  it('asks every task for its health', () => {
    const paths = resourcesOf(meals, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(
      ({ Properties }) => Properties.HealthCheckPath,
    );
    expect(paths.sort()).toEqual(['/', '/health/live', '/health/live']);
  });
});

it('runs two tasks or more of each service, and undoes a deployment that does not become healthy', () => {
  const services = resourcesOf(meals, 'AWS::ECS::Service').map(({ Properties }) => Properties);
  expect(services).toHaveLength(3);
  for (const { DesiredCount, DeploymentConfiguration } of services) {
    expect(DesiredCount).toBeGreaterThanOrEqual(2);
    expect(DeploymentConfiguration).toMatchObject({ DeploymentCircuitBreaker: { Enable: true, Rollback: true } });
  }
});

it('keeps every log for a month, encrypts every volume and asks for IMDSv2', () => {
  const logGroups = everyResource('AWS::Logs::LogGroup');
  expect(logGroups).toHaveLength(4);
  for (const { Properties } of logGroups) expect(Properties.RetentionInDays).toBe(30);
  const data = everyResource('AWS::EC2::LaunchTemplate').map(({ Properties }) => Properties.LaunchTemplateData);
  const machines = [...data, ...everyResource('AWS::EC2::Instance').map(({ Properties }) => Properties)];
  expect(machines).toHaveLength(3);
  for (const machine of machines)
    expect(machine).toMatchObject({
      BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    });
});

it('marks what costs something with the project and the size', () => {
  const types = [
    'RDS::DBInstance',
    'EC2::Instance',
    'ElastiCache::ReplicationGroup',
    'ECS::Service',
    'EC2::NatGateway',
  ];
  for (const type of types)
    for (const { Properties } of everyResource(`AWS::${type}`))
      expect(Properties.Tags).toEqual(
        expect.arrayContaining([
          { Key: 'project', Value: 'bapsang' },
          { Key: 'size', Value: 'medium' },
        ]),
      );
});

it('leaves images that cannot be given another content under the same tag', () => {
  templates.images.resourceCountIs('AWS::ECR::Repository', 4);
  templates.images.allResourcesProperties('AWS::ECR::Repository', { ImageTagMutability: 'IMMUTABLE' });
});

interface Container {
  readonly Environment?: readonly { readonly Name: string }[];
  readonly Secrets?: readonly { readonly Name: string }[];
}

interface Rule {
  readonly Priority: number;
  readonly Conditions: readonly { readonly PathPatternConfig: { readonly Values: readonly string[] } }[];
  readonly Actions: readonly { readonly Type: string }[];
}
