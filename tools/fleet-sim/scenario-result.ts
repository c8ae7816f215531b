import { PRICES } from './assumptions';
import { EVENING } from './evening';
import { simulateEvening, type EveningFigures, type EveningPlan } from './fleet-simulation';
import { HOUR } from './time-of-day';

/** What several evenings of one plan were like. */
export interface ScenarioResult {
  readonly evenings: number;
  /** The greatest of all evenings. */
  readonly peakSeated: number;
  readonly peakWorkers: number;
  /** All evenings together. */
  readonly requests: number;
  readonly refused: number;
  /** The greatest share of refused requests in one evening. */
  readonly worstRefused: number;
  /** Participants moved and lost, of all evenings. */
  readonly moved: number;
  readonly lost: number;
  /** ms */
  readonly longestWait: number;
  /** Share of the paid places in which nobody sat. */
  readonly idle: number;
  /** US dollars an evening, of the workers alone. */
  readonly cost: number;
  /** US dollars for an hour of a thousand participants. */
  readonly costPerThousandHours: number;
}

/**
 * Plays some evenings of a plan.
 * @param evenings how many
 * @param seed of the first; the next ones follow
 */
export function playScenario(plan: EveningPlan, evenings: number, seed: number): ScenarioResult {
  const played = Array.from({ length: evenings }, (_, index) => simulateEvening(plan, seed + index));
  const sum = (figure: (evening: EveningFigures) => number): number =>
    played.reduce((total, evening) => total + figure(evening), 0);
  const greatest = (figure: (evening: EveningFigures) => number): number => Math.max(...played.map(figure));
  const used = sum(({ placeTimeUsed }) => placeTimeUsed);
  const paid = sum(({ onDemandTime, spotTime }) => onDemandTime + spotTime) * plan.size.places;
  const cost = sum((evening) => costOf(plan, evening));
  return {
    evenings,
    peakSeated: greatest(({ peakSeated }) => peakSeated),
    peakWorkers: greatest(({ peakWorkers }) => peakWorkers),
    requests: sum(({ requests }) => requests),
    refused: sum(({ refused }) => refused),
    worstRefused: greatest(({ refused, requests }) => refused / requests),
    moved: sum(({ moved }) => moved),
    lost: sum(({ lost }) => lost),
    longestWait: greatest(({ longestWait }) => longestWait),
    idle: 1 - used / paid,
    cost: cost / evenings,
    costPerThousandHours: cost / (used / HOUR / 1000),
  };
}

function costOf({ size }: EveningPlan, { onDemandTime, spotTime }: EveningFigures): number {
  const { vcpuHour, spotShare, stoppedHour } = PRICES;
  const instances = ((onDemandTime + spotTime * spotShare) / HOUR) * size.vcpus * vcpuHour;
  return instances + ((EVENING.until - EVENING.from) / HOUR) * size.onDemand.warmPool * stoppedHour;
}
