import type { FleetSize, ScalingPolicy } from '../../infra/aws/scaling-policy';
import { Random } from '../openvidu-fuzz/random';
import type { Assumptions } from './assumptions';
import { Dispatch } from './dispatch';
import { EVENING, playEvening, type EveningShape } from './evening';
import { EventQueue } from './event-queue';
import { ParticipantFlow, type ParticipantFigures } from './participant-flow';
import { ScalingGroup } from './scaling-group';
import { HOUR, MINUTE } from './time-of-day';

/** EC2 takes many Spot instances back at once, and has none to give for a while. */
export interface SpotShortage {
  /** ms of the day */
  readonly from: number;
  readonly until: number;
  /** Share of the Spot instances that is taken back at its begin. */
  readonly taken: number;
}

/** One evening to simulate. */
export interface EveningPlan {
  readonly policy: ScalingPolicy;
  readonly size: FleetSize;
  readonly assumptions: Assumptions;
  readonly evening: EveningShape;
  readonly shortage?: SpotShortage;
}

/** What an evening was like. */
export interface EveningFigures extends ParticipantFigures {
  /** The most participants with a worker at the end of a minute. */
  readonly peakSeated: number;
  /** The most instances that were paid for at the end of a minute. */
  readonly peakWorkers: number;
  /** Time that participants had a worker, ms. */
  readonly placeTimeUsed: number;
  /** Instance time, ms. */
  readonly onDemandTime: number;
  readonly spotTime: number;
}

/** How long before the alarms act on it the metric of a minute is taken is `Assumptions.metricDelay`; the first is of this moment. */
const FIRST_SAMPLE = EVENING.from + MINUTE / 2;

/**
 * Plays one evening.
 * @param seed of the participants and, apart from them, of everything else: the same evening can be played on different fleets
 */
export function simulateEvening(plan: EveningPlan, seed: number): EveningFigures {
  const { policy, size, assumptions } = plan;
  const stays = playEvening(plan.evening, new Random(seed));
  const random = new Random(seed + 1_000_003);
  const queue = new EventQueue(EVENING.from);
  const dispatch = new Dispatch(random);
  const flow = new ParticipantFlow(queue, dispatch, assumptions, random);
  const parts = { policy, assumptions, queue, dispatch, flow, random };
  const { onDemand, spot, places } = size;
  const stable = new ScalingGroup(parts, { kind: 'onDemand', bounds: onDemand, warmPool: onDemand.warmPool, places });
  const cheap = new ScalingGroup(parts, { kind: 'spot', bounds: spot, warmPool: 0, places });
  const groups = [stable, cheap];

  flow.expect(stays);
  if (plan.shortage) begin(queue, plan.shortage, cheap);

  const datapoints: number[] = [];
  let peakSeated = 0;
  let peakWorkers = 0;
  everyMinute(queue, FIRST_SAMPLE, () => {
    datapoints.push(dispatch.load);
    peakSeated = Math.max(peakSeated, dispatch.seated);
    peakWorkers = Math.max(peakWorkers, stable.running + cheap.running);
    cheap.interrupt((assumptions.interruptionsPerHour * MINUTE) / HOUR);
    groups.forEach((group) => group.crash((assumptions.crashesPerHour * MINUTE) / HOUR));
  });
  everyMinute(queue, FIRST_SAMPLE + assumptions.metricDelay, () => groups.forEach((group) => group.track(datapoints)));
  queue.runUntil(EVENING.until);

  const stayed = stays.reduce((sum, { from, until }) => sum + until - from, 0);
  return {
    ...flow.figures,
    peakSeated,
    peakWorkers,
    placeTimeUsed: stayed - flow.figures.waited,
    onDemandTime: stable.paid,
    spotTime: cheap.paid,
  };
}

function begin(queue: EventQueue, { from, until, taken }: SpotShortage, group: ScalingGroup): void {
  queue.at(from, () => {
    group.setLaunchable(false);
    group.interrupt(taken);
  });
  queue.at(until, () => group.setLaunchable(true));
}

function everyMinute(queue: EventQueue, first: number, act: () => void): void {
  queue.at(first, () => {
    act();
    everyMinute(queue, first + MINUTE, act);
  });
}
