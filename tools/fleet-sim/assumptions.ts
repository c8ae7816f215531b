import { MINUTE } from './time-of-day';
import type { AlarmBehaviour } from './target-tracking';

/** A time between two bounds, every one as likely, ms. */
export interface TimeRange {
  readonly least: number;
  readonly most: number;
}

/** What the simulation takes for granted about EC2, the workers and the browsers. */
export interface Assumptions {
  readonly alarms: AlarmBehaviour;
  /** From the moment an api pushes the metric to the moment its alarms and the policy act on it, ms. */
  readonly metricDelay: number;
  /** From the launch of a new instance until its worker has registered. */
  readonly coldBoot: TimeRange;
  /** The same for a stopped instance of the warm pool. */
  readonly warmBoot: TimeRange;
  /** From the moment a new instance of the warm pool could serve until it is stopped and ready, ms. */
  readonly stopping: number;
  /** How many of the Spot instances are taken back in an hour, as a share. */
  readonly interruptionsPerHour: number;
  /** From EC2's notice until the Spot instance is gone, ms. */
  readonly interruptionNotice: number;
  /** How many of the workers end without warning in an hour, as a share. */
  readonly crashesPerHour: number;
  /** From a crash until Auto Scaling replaces the instance, ms. */
  readonly healthCheck: number;
  /** From a crash until a participant of the worker asks for another ticket. */
  readonly lossNoticed: TimeRange;
  /** A worker that drains tells one participant to move, then waits so long before the next one, ms. */
  readonly moveInterval: number;
  /** A browser that gets no ticket asks again after these waits, ms; the last one stays. */
  readonly retries: readonly number[];
}

/**
 * What is documented or measured, and where nothing is, something less favourable than expected.
 *
 * Sources: alarms as EC2 creates them (3 of 3 one-minute datapoints above the target; 15 of 15 below 70 % of it, which AWS shows in its
 * console and does not promise); the notice of two minutes is EC2's; `lossNoticed` are the deadlines of docs/workers-protocol.md;
 * `retries` is `BACKOFF` of apps/web/src/time/backoff.ts. Boot times, interruptions and crashes were not measured: nobody has run
 * this on EC2 yet.
 */
export const ASSUMPTIONS: Assumptions = {
  alarms: { highDatapoints: 3, lowDatapoints: 15, lowShare: 0.7 },
  metricDelay: 45_000,
  coldBoot: { least: 100_000, most: 200_000 },
  warmBoot: { least: 30_000, most: 60_000 },
  stopping: MINUTE,
  interruptionsPerHour: 0.02,
  interruptionNotice: 2 * MINUTE,
  crashesPerHour: 0.002,
  healthCheck: 90_000,
  lossNoticed: { least: 1_500, most: 7_500 },
  moveInterval: 500,
  retries: [1_000, 2_000, 3_000],
};

/** US dollars, us-east-1, list prices of the c7i family as of 2025, without taxes, traffic and everything that is no worker. */
export const PRICES = {
  /** A vCPU for an hour, on demand. */
  vcpuHour: 0.0446,
  /** What Spot costs of that; it changes with the hour and the zone. */
  spotShare: 0.4,
  /** The volume (30 GiB, gp3) of a stopped instance for an hour. */
  stoppedHour: 0.0033,
} as const;
