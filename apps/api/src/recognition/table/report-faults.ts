import type { SeatReport } from './seat-motions';

/** The furthest moment of JavaScript's calendar, ms since the epoch. */
const MOMENT_MAX = 8.64e15;

/** Printable ASCII. */
const MODEL = /^[\x20-\x7e]+$/;

/**
 * Why a report cannot be kept, whatever the journal is made of; undefined for one that can. What passes here never keeps other
 * reports from being written.
 */
export function reportFault({
  model,
  since,
  capturedAt,
  events,
}: Pick<SeatReport, 'model' | 'since' | 'capturedAt' | 'events'>): string | undefined {
  if (!MODEL.test(model)) return 'no such model';
  const moments = events.flatMap(({ beganAt, contactAt, endedAt }) => [beganAt, contactAt, endedAt]);
  const areMoments = [since, capturedAt, ...moments].every((moment) => Math.abs(moment) <= MOMENT_MAX);
  return areMoments ? undefined : 'no such moment';
}
