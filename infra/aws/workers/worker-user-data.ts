import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { METRICS_NAMESPACE } from '../monitoring/namespace';
import { NETWORK_RANGE } from '../network/bapsang-network';
import type { DrainPolicy } from '../scaling-policy';
import { API_URL } from '../services/discovery';
import { WORKER_PORT } from '../services/ports';
import { DRAIN_HOOK, READY_DEADLINE, READY_HOOK, STOP_TIMEOUT, UNIT_STOP_TIMEOUT } from './worker-hooks';

/** What an instance is told at its first boot. */
export interface WorkerInstance {
  readonly autoScalingGroup: string;
  readonly region: string;
  /** Image with its tag. */
  readonly image: string;
  /** Host of the registry. */
  readonly registry: string;
  readonly secretArn: string;
  readonly logGroup: string;
  /** Address of the page; workers are below it. */
  readonly publicUrl: string;
  readonly places: number;
  readonly drain: DrainPolicy;
}

const SCRIPTS = ['worker-lifecycle', 'prepare-worker', 'pull-image'] as const;

const seconds = (time: number): number => Math.ceil(time / 1_000);

/** Environment of the worker itself; its secret and its address come from `prepare-worker.sh`. */
export function workerEnvironment({
  region,
  places,
  drain,
}: WorkerInstance): Readonly<Record<string, string | number>> {
  return {
    WORKER_HOST: '0.0.0.0',
    WORKER_PORT,
    WORKER_PLACES: places,
    WORKER_DRAIN_DEADLINE: seconds(drain.deadline),
    API_URL,
    TRUSTED_PROXIES: NETWORK_RANGE,
    CLOUDWATCH_NAMESPACE: METRICS_NAMESPACE,
    AWS_REGION: region,
  };
}

/**
 * What an instance of Amazon Linux 2023 does at its first boot: Docker, our scripts, and three units. `bapsang-lifecycle` starts with
 * every boot and decides when the others do.
 */
export function workerUserData(instance: WorkerInstance): ec2.UserData {
  const userData = ec2.UserData.forLinux({ shebang: '#!/usr/bin/env bash' });
  userData.addCommands(
    'set -euo pipefail',
    'dnf install -y docker',
    'mkdir -p /opt/bapsang',
    ...SCRIPTS.map((name) => writeFile(`/opt/bapsang/${name}.sh`, readFileSync(join(__dirname, `${name}.sh`), 'utf8'))),
    'chmod 755 /opt/bapsang/*.sh',
    writeFile('/opt/bapsang/instance.env', environmentFile(scriptVariables(instance))),
    writeFile('/opt/bapsang/worker.env', environmentFile(workerEnvironment(instance))),
    writeFile('/etc/systemd/system/bapsang-image.service', imageUnit()),
    writeFile('/etc/systemd/system/bapsang-worker.service', workerUnit(instance)),
    writeFile('/etc/systemd/system/bapsang-lifecycle.service', lifecycleUnit()),
    'systemctl daemon-reload',
    'systemctl enable --now docker.service bapsang-lifecycle.service',
  );
  return userData;
}

function scriptVariables(instance: WorkerInstance): Readonly<Record<string, string | number>> {
  return {
    AWS_REGION: instance.region,
    AUTO_SCALING_GROUP: instance.autoScalingGroup,
    READY_HOOK,
    DRAIN_HOOK,
    READY_DEADLINE: seconds(READY_DEADLINE),
    WORKER_PORT,
    IMAGE: instance.image,
    REGISTRY: instance.registry,
    WORKER_SECRET_ARN: instance.secretArn,
    PUBLIC_URL: instance.publicUrl,
  };
}

const environmentFile = (variables: Readonly<Record<string, string | number>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** A here document whose end no script contains; nothing in it is expanded. */
function writeFile(path: string, content: string): string {
  return `cat > ${path} << 'END_OF_FILE'\n${content}END_OF_FILE`;
}

function imageUnit(): string {
  return `[Unit]
Description=Image of the ai-worker
Requires=docker.service
After=docker.service network-online.target

[Service]
Type=oneshot
EnvironmentFile=/opt/bapsang/instance.env
ExecStart=/opt/bapsang/pull-image.sh
TimeoutStartSec=${seconds(READY_DEADLINE)}
`;
}

function workerUnit({ image, region, logGroup }: WorkerInstance): string {
  return `[Unit]
Description=ai-worker
Requires=docker.service
Wants=bapsang-image.service
After=docker.service bapsang-image.service

[Service]
EnvironmentFile=/opt/bapsang/instance.env
ExecStartPre=/opt/bapsang/prepare-worker.sh
ExecStartPre=-/usr/bin/docker rm -f bapsang-worker
ExecStart=/usr/bin/docker run --rm --name bapsang-worker --network host --cap-drop ALL --security-opt no-new-privileges \\
  --env-file /opt/bapsang/worker.env --env-file /run/bapsang/worker.env \\
  --log-driver awslogs --log-opt awslogs-region=${region} --log-opt awslogs-group=${logGroup} ${image}
ExecStop=/usr/bin/docker stop --time ${seconds(STOP_TIMEOUT)} bapsang-worker
TimeoutStopSec=${seconds(UNIT_STOP_TIMEOUT)}
Restart=always
RestartSec=1
`;
}

function lifecycleUnit(): string {
  return `[Unit]
Description=Follows the lifecycle of the instance
After=network-online.target docker.service

[Service]
EnvironmentFile=/opt/bapsang/instance.env
ExecStart=/opt/bapsang/worker-lifecycle.sh
Restart=always
RestartSec=1

[Install]
WantedBy=multi-user.target
`;
}
