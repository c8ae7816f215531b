import type { ComposeFile, ComposeService } from './compose-file';

/** The one service that is not ours and cannot be confined: the development image of OpenVidu runs supervisord as root. */
const UNCONFINED = 'openvidu';

/** Images whose Dockerfile names no health check that Compose could take. */
const hasHealthCheck = ({ healthcheck, build }: ComposeService): boolean =>
  healthcheck !== undefined || build !== undefined;

function seconds(duration = '10s'): number {
  return Number(/^(\d+)s$/.exec(duration)?.[1] ?? Number.NaN);
}

function serviceFaults(name: string, service: ComposeService): string[] {
  const faults: string[] = [];
  const { image = '', build, ports = [], deploy, environment = {} } = service;
  if (!build && !/:\d+\.\d+[\w.-]*$|@sha256:/.test(image)) faults.push(`${image} is not pinned`);
  if (service.container_name) faults.push('a container name allows one container alone');
  if (service.restart !== 'unless-stopped') faults.push('it stays away once it has died');
  if (!hasHealthCheck(service)) faults.push('nobody sees whether it is healthy');
  if (!deploy?.resources?.limits?.cpus || !deploy.resources.limits.memory) faults.push('it may take the whole machine');
  if (!service.security_opt?.includes('no-new-privileges:true')) faults.push('it may gain privileges');
  if (name !== UNCONFINED && !service.read_only) faults.push('its root file system can be written to');
  if (name !== UNCONFINED && !service.cap_drop?.includes('ALL')) faults.push('it keeps capabilities');
  if (!service.networks?.length) faults.push('it is in the default network');
  const isDoor = service.profiles?.includes('production') === true;
  if (!isDoor && ports.some((port) => !port.startsWith('127.0.0.1:')))
    faults.push('its port is open to other machines');
  const drain = Number(environment.WORKER_DRAIN_DEADLINE ?? 0);
  if (!(seconds(service.stop_grace_period) > drain)) faults.push('it is killed before it has drained');
  return faults.map((fault) => `${name}: ${fault}`);
}

/**
 * What our Compose file must not do.
 * @returns one sentence per fault
 */
export function composeFaults({ services, networks }: ComposeFile): string[] {
  const faults = Object.entries(services).flatMap(([name, service]) => serviceFaults(name, service));
  for (const store of ['redis', 'postgres']) {
    const open = services[store]?.networks?.filter((network) => networks[network]?.internal !== true) ?? [];
    if (open.length > 0 || services[store]?.ports) faults.push(`${store}: it can be reached from outside`);
  }
  if (services['ai-worker']?.ports) faults.push('ai-worker: a fixed port allows one container alone');
  for (const [name, { depends_on: needs = {} }] of Object.entries(services)) {
    for (const [need, { condition, required = true }] of Object.entries(needs)) {
      if (condition !== 'service_healthy') faults.push(`${name}: it does not wait until ${need} is healthy`);
      if (required && services[need]?.profiles) faults.push(`${name}: ${need} is not there in every profile`);
    }
  }
  return faults;
}
