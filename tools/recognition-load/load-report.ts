import { percentile } from '../latency/percentile';
import type { ProcessHealth } from '../../apps/ai-worker/src/inference/pool-process';
import type { ParticipantFigures } from './synthetic-participant';

const COLUMNS = [
  'at s',
  'N',
  'min',
  'median',
  'max',
  'min/mean',
  'p50 ms',
  'p95 ms',
  'refused',
  'step',
  'asked',
  'RSS MB',
  'tensors',
];

const row = (cells: readonly (string | number)[]): string => cells.map((cell) => String(cell).padStart(10)).join('');

/** What the columns of {@link formatWindow} are: frames a second of each participant, age of the results, the processes. */
export const HEADING = row(COLUMNS);

/**
 * One window as a line of the table.
 * @param at its end, s since the start
 * @param seconds its length
 * @param figures of each participant
 * @param processes of the worker, at its end
 */
export function formatWindow(
  at: number,
  seconds: number,
  figures: readonly ParticipantFigures[],
  processes: readonly ProcessHealth[],
): string {
  const rates = figures.map(({ seen }) => seen / seconds);
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, rates.length);
  const ages = figures.flatMap((participant) => participant.ages);
  const refused = figures.reduce((sum, participant) => sum + countOf(participant.refused), 0);
  const age = (share: number): string => (ages.length === 0 ? '-' : percentile(ages, share).toFixed(0));
  return row([
    at.toFixed(0),
    figures.length,
    ...[0, 0.5, 1].map((share) => (rates.length === 0 ? '-' : percentile(rates, share).toFixed(1))),
    mean === 0 ? '-' : (Math.min(...rates) / mean).toFixed(2),
    age(0.5),
    age(0.95),
    refused,
    processes.map(({ step }) => step).join('/'),
    processes.map(({ framesPerSecond }) => framesPerSecond).join('/'),
    processes.map(({ memory }) => memory).join('/'),
    processes.map(({ tensors }) => tensors).join('/'),
  ]);
}

const countOf = (refused: Readonly<Record<string, number>>): number =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);
