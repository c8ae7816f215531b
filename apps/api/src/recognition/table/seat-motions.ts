import type { MotionReport } from '@bapsang/shared';
import type { MotionState } from './motion-state';
import { nextSequence, type Seat, type SeatChange } from './seat';
import { countReport, totalsOf } from './seat-totals';

/** Who looks: a worker, or the participant's own browser. */
export interface ReportSource {
  /** The worker's id, or one that no worker bears. */
  readonly id: string;
  /** The choice with which a participant lets it look. */
  readonly choice: 'server' | 'device';
}

/** A report as plain data; how it is proven is not looked at here. */
export type SeatReport = Omit<
  { readonly [Property in keyof MotionReport]: MotionReport[Property] },
  'seal' | 'traceparent'
>;

/** What came of reports. */
export interface TakenReports {
  /** The states to tell the table, in this order. */
  readonly told: readonly MotionState[];
  /** Those that count, or counted before: their events belong in the journal, which takes each once. */
  readonly genuine: readonly SeatReport[];
  /** How many were taken before. */
  readonly duplicates: number;
}

/**
 * Takes reports of one source about one participant: each counts once, and its state replaces the present one unless it is
 * {@link isLate late}. Reports of who does not let the source look have no effect. Where the last one taken comes again, the
 * table is told again what came of it: whoever took it may have been killed before telling.
 * @param reports in the order of their sequence
 * @param now ms since the epoch
 */
export function takeReports(
  seat: Seat,
  source: ReportSource,
  reports: readonly SeatReport[],
  now: number,
): SeatChange<TakenReports> {
  const told: MotionState[] = [];
  const genuine: SeatReport[] = [];
  let duplicates = 0;
  let present = seat;
  for (const report of reports) {
    if (!letsLook(present, source, report)) continue;
    genuine.push(report);
    const upTo = present.taken[source.id] ?? 0;
    if (report.sequence <= upTo) duplicates += 1;
    const isNews = report.sequence > upTo || !present.signal;
    if (isNews) present = takeOne(present, source.id, report, now);
    const isLast = report.sequence === upTo && present.source === source.id;
    if (present.signal && (isNews || isLast)) told.push(present.signal);
  }
  return { seat: present, result: { told, genuine, duplicates } };
}

/** Pauses a participant at whom a source looks, because nothing is heard of it any more. */
export function pause(seat: Seat, sourceId: string, now: number): SeatChange<MotionState | undefined> {
  if (seat.source !== sourceId || seat.signal?.recognition !== 'active') return { seat, result: undefined };
  return changeRecognition(seat, seat.signal, 'paused', now);
}

/** Undoes {@link pause} for who was active before and has not been reported since. */
export function resume(seat: Seat, sourceId: string, now: number): SeatChange<MotionState | undefined> {
  if (seat.source !== sourceId || !seat.interrupted || !seat.signal) return { seat, result: undefined };
  return changeRecognition(seat, seat.signal, 'active', now);
}

/** Pauses a participant who left the connection on which they were seen; nobody resumes that but a report. */
export function leave(seat: Seat, connectionId: string, now: number): SeatChange<MotionState | undefined> {
  if (seat.signal?.connectionId !== connectionId || seat.signal.recognition !== 'active')
    return { seat, result: undefined };
  const { seat: paused, result } = changeRecognition(seat, seat.signal, 'paused', now);
  return { seat: { ...paused, interrupted: false }, result };
}

/** Tells the present state anew, because the totals in it are not right any more. */
export function restate(seat: Seat, now: number): SeatChange<MotionState | undefined> {
  if (!seat.signal) return { seat, result: undefined };
  const signal = { ...seat.signal, events: [], totals: totalsOf(seat), sequence: nextSequence(seat, now) };
  return { seat: { ...seat, signal }, result: signal };
}

/** Where nothing is known of the choice, the source has a ticket, which nobody gets without choosing it. */
function letsLook({ chosen }: Seat, { choice }: ReportSource, { connectionId }: SeatReport): boolean {
  if (choice === 'server') return (chosen?.choice ?? 'server') === 'server';
  return chosen?.choice === 'device' && chosen.connectionId === connectionId;
}

/** A report that counted before, of a seat that was lost since, still tells the state. */
function takeOne(before: Seat, source: string, report: SeatReport, now: number): Seat {
  const isNew = report.sequence > (before.taken[source] ?? 0);
  const seat = isNew ? countReport(before, source, report) : before;
  const { participantId, connectionId, recognition, motion, confidence, chewingRate, since, capturedAt } = report;
  const { correlationId } = report;
  const events = isNew ? report.events : [];
  const [sequence, totals] = [nextSequence(before, now), totalsOf(seat)];
  if (seat.signal && isLate(seat, seat.signal, source, report)) {
    return { ...seat, signal: { ...seat.signal, sequence, totals, events } };
  }
  const signal = {
    ...{ participantId, connectionId, sequence, recognition, motion, confidence },
    ...(chewingRate === undefined ? {} : { chewingRate }),
    ...(correlationId === undefined ? {} : { correlationId }),
    ...{ since, capturedAt, events, totals },
  };
  return { ...seat, source, interrupted: false, signal };
}

/**
 * Whether a report comes from a source or connection that the participant has left in the meantime, as told by the moment of
 * its frame. A source's own reports come in order.
 */
function isLate(present: Seat, signal: MotionState, source: string, report: SeatReport): boolean {
  const sameSource = present.source === source && signal.connectionId === report.connectionId;
  return present.source !== undefined && !sameSource && report.capturedAt < signal.capturedAt;
}

function changeRecognition(
  seat: Seat,
  present: MotionState,
  recognition: 'active' | 'paused',
  now: number,
): SeatChange<MotionState> {
  const signal = { ...present, recognition, events: [], sequence: nextSequence(seat, now) };
  return { seat: { ...seat, interrupted: recognition === 'paused', signal }, result: signal };
}
