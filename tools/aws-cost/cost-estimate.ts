import { DEPLOYMENT_SIZES, ZONES, type TaskSize } from '../../infra/aws/deployment-sizes';
import { FLEET_SIZES, type FleetSizeName } from '../../infra/aws/scaling-policy';
import { PRICES } from '../fleet-sim/assumptions';
import { AWS_PRICES, COUNTS, TIME, TRAFFIC } from './prices';
import type { SimulatedEvening } from './simulated-evening';

/** One line of the estimate, dollars. */
export interface CostLine {
  readonly what: string;
  /** How it is calculated. */
  readonly arithmetic: string;
  /** Of every hour, whether anybody eats or not. */
  readonly hour: number;
  /** What an evening costs on top. */
  readonly onTop: number;
}

/** Every line of a size. */
export function estimateCost(name: FleetSizeName, evening: SimulatedEvening): readonly CostLine[] {
  const { openviduInstance, database, sharedStateNode, api, web, workerRouter, natGateways } = DEPLOYMENT_SIZES[name];
  const copies = database.multiAz ? 2 : 1;
  const addresses = natGateways + ZONES + 1;
  return [
    workers(name, evening),
    always('OpenVidu, the machine', 1, instanceHour(openviduInstance), openviduInstance),
    traffic('OpenVidu, media out', evening, TRAFFIC.mediaGbHour, AWS_PRICES.outGb),
    tasks('api', api),
    tasks('web', web),
    tasks('router of frames', workerRouter),
    traffic('frames through the balancer', evening, TRAFFIC.framesGbHour, AWS_PRICES.balancerGb),
    traffic('frames between zones', evening, TRAFFIC.framesGbHour * TRAFFIC.betweenZones, AWS_PRICES.betweenZonesGb),
    always('PostgreSQL', copies, instanceHour(`db.${database.instanceType}`), database.instanceType),
    monthly('PostgreSQL, storage', copies * database.storageGiB, AWS_PRICES.databaseGibMonth, 'GiB'),
    always('shared state', 2, instanceHour(sharedStateNode), sharedStateNode),
    always('balancer', 1, AWS_PRICES.balancerHour, 'balancer'),
    always('NAT gateways', natGateways, AWS_PRICES.natGatewayHour, 'gateways'),
    always('public addresses', addresses, AWS_PRICES.publicAddressHour, 'addresses'),
    monthly('alarms', COUNTS.alarms, AWS_PRICES.alarmMonth, 'alarms'),
    monthly('metrics of our own', COUNTS.metrics, AWS_PRICES.metricMonth, 'metrics'),
    monthly('secrets', COUNTS.secrets, AWS_PRICES.secretMonth, 'secrets'),
    monthly('private zones', 2, AWS_PRICES.zoneMonth, 'zones'),
  ];
}

/** Dollars of an evening. */
export const eveningCost = ({ hour, onTop }: CostLine): number => TIME.eveningHours * hour + onTop;

/** Dollars of a month with an evening every day. */
export const monthCost = ({ hour, onTop }: CostLine): number => TIME.monthHours * hour + TIME.evenings * onTop;

function workers(name: FleetSizeName, evening: SimulatedEvening): CostLine {
  const { vcpus, onDemand, spot } = FLEET_SIZES[name];
  const full = onDemand.minimum + spot.minimum * PRICES.spotShare;
  const hour = full * vcpus * PRICES.vcpuHour + onDemand.warmPool * PRICES.stoppedHour;
  return {
    what: 'ai-workers',
    arithmetic:
      `evening simulated; else (${onDemand.minimum} + ${spot.minimum} × ${PRICES.spotShare}) × ${vcpus} vCPU × ` +
      `$${PRICES.vcpuHour} + ${onDemand.warmPool} × $${PRICES.stoppedHour}`,
    hour,
    onTop: evening.workers - TIME.eveningHours * hour,
  };
}

/** On evenings half of what may be added is there, on average. */
function tasks(what: string, { cpu, memoryMiB, minimum, maximum }: TaskSize): CostLine {
  const [vcpus, gib] = [cpu / 1_024, memoryMiB / 1_024];
  const one = vcpus * AWS_PRICES.fargateVcpuHour + gib * AWS_PRICES.fargateGibHour;
  const added = (maximum - minimum) / 2;
  return {
    what,
    arithmetic: `${minimum} tasks, on evenings ${minimum + added}, of ${vcpus} vCPU and ${gib} GiB: $${one.toFixed(4)} an hour`,
    hour: minimum * one,
    onTop: TIME.eveningHours * added * one,
  };
}

function traffic(what: string, { participantHours }: SimulatedEvening, gbHour: number, price: number): CostLine {
  const hours = Math.round(participantHours);
  return {
    what,
    arithmetic: `${hours.toLocaleString('en-US')} h × ${gbHour.toFixed(3)} GB × $${price}`,
    hour: 0,
    onTop: participantHours * gbHour * price,
  };
}

function always(what: string, count: number, price: number, unit: string): CostLine {
  return { what, arithmetic: `${count} ${unit} × $${price} an hour`, hour: count * price, onTop: 0 };
}

function monthly(what: string, count: number, price: number, unit: string): CostLine {
  return {
    what,
    arithmetic: `${count} ${unit} × $${price} a month`,
    hour: (count * price) / TIME.monthHours,
    onTop: 0,
  };
}

function instanceHour(type: string): number {
  const price = AWS_PRICES.instanceHour[type];
  if (price === undefined) throw new Error(`tools/aws-cost/prices.ts has no price of ${type}.`);
  return price;
}
