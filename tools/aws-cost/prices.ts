/**
 * US dollars, list prices of us-east-1 as of 2025 as we remember them, without taxes, discounts and free tiers: to be checked before
 * deciding by them. Those of workers are in tools/fleet-sim/assumptions.ts.
 */
export const AWS_PRICES = {
  /** One instance or node for an hour, by its type. */
  instanceHour: {
    'c6i.4xlarge': 0.68,
    'c6i.16xlarge': 2.72,
    'c6i.32xlarge': 5.44,
    'db.t4g.medium': 0.065,
    'db.m7g.large': 0.168,
    'db.m7g.4xlarge': 1.344,
    'cache.t4g.small': 0.0256,
    'cache.m7g.large': 0.126,
    'cache.m7g.2xlarge': 0.505,
  } as Readonly<Record<string, number>>,
  /** Fargate, a vCPU and a GiB for an hour. */
  fargateVcpuHour: 0.04048,
  fargateGibHour: 0.004445,
  natGatewayHour: 0.045,
  balancerHour: 0.0225,
  /** What the balancer takes for a GB that it passes on (a capacity unit is 1 GB an hour). */
  balancerGb: 0.008,
  /** A GB from one zone to another, both ends. */
  betweenZonesGb: 0.02,
  /** A GB out to the internet. */
  outGb: 0.09,
  publicAddressHour: 0.005,
  /** A GiB of RDS storage (gp3) for a month; with a standby twice. */
  databaseGibMonth: 0.115,
  /** A month of one secret, alarm, metric of our own, and private zone. */
  secretMonth: 0.4,
  alarmMonth: 0.1,
  metricMonth: 0.3,
  zoneMonth: 0.5,
} as const;

/** What participants cause, for an hour of one of them. */
export const TRAFFIC = {
  /** Frames: at most 8 a second of 14 kB, all the time; a page that needs fewer sends fewer. */
  framesGbHour: (8 * 14_000 * 3_600) / 1e9,
  /** Video and sound out of OpenVidu: the 2.7 others of a meal of 3.7, 600 kbit/s each. */
  mediaGbHour: (2.7 * 600_000 * 3_600) / 8 / 1e9,
  /** Share of frames that go to another zone behind the balancer, of which there are three. */
  betweenZones: 2 / 3,
} as const;

/** Hours of an evening (15:00 to 01:00), of a month, and evenings of a month. */
export const TIME = { eveningHours: 10, monthHours: 720, evenings: 30 } as const;

/** Things that cost by the month, counted in the templates (a test compares alarms and secrets). */
export const COUNTS = { secrets: 10, alarms: 20, metrics: 60 } as const;
