import { DurationHistogram } from './duration-histogram';
import type { ParticipantRecord } from './participant-record';
import type { SyntheticParticipant } from './synthetic-participant';

const PERCENTILES = [0.5, 0.9, 0.95, 0.99, 1] as const;

const name = (share: number): string => (share === 1 ? 'max' : `p${share * 100}`);

const ms = (duration: number): string => (Number.isFinite(duration) ? duration.toFixed(0) : '-');

const row = (cells: readonly (string | number)[]): string => cells.map((cell) => String(cell).padStart(9)).join('');

/** The columns of {@link formatWindow}. */
export const HEADING = row(['at s', 'seated', 'placed', 'frames/s', 'p50 ms', 'p95 ms', 'refused', 'moves', 'back']);

/** What all participants together have had up to a moment. */
export interface LoadSnapshot {
  readonly frames: number;
  readonly refusals: number;
  readonly moves: number;
  readonly reconnects: number;
}

/** Adds up. */
export function takeSnapshot(records: readonly ParticipantRecord[]): LoadSnapshot {
  const total = (figure: (record: ParticipantRecord) => number): number =>
    records.reduce((sum, record) => sum + figure(record), 0);
  return {
    frames: total(({ framesSeen }) => framesSeen),
    refusals: total(({ refusals }) => [...refusals.values()].reduce((sum, count) => sum + count, 0)),
    moves: total(({ moves }) => moves),
    reconnects: total(({ reconnects }) => reconnects),
  };
}

/** From sending a frame to its acknowledgement, of everybody since the beginning. */
export function latenciesOf(records: readonly ParticipantRecord[]): DurationHistogram {
  const all = new DurationHistogram();
  for (const { latencies } of records) all.addAll(latencies);
  return all;
}

/**
 * One window as a line of the table: how many sit and how many of them are being looked at, frames a second of all, latency
 * since the beginning, and what was refused, moved and came back in the window.
 * @param at its end, s since the start
 * @param seconds its length
 */
export function formatWindow(
  at: number,
  seconds: number,
  participants: readonly SyntheticParticipant[],
  before: LoadSnapshot,
): string {
  const records = participants.map(({ record }) => record);
  const now = takeSnapshot(records);
  const latencies = latenciesOf(records);
  return row([
    at.toFixed(0),
    participants.length,
    participants.filter(({ worker }) => worker !== undefined).length,
    ((now.frames - before.frames) / seconds).toFixed(1),
    ms(latencies.percentile(0.5)),
    ms(latencies.percentile(0.95)),
    now.refusals - before.refusals,
    now.moves - before.moves,
    now.reconnects - before.reconnects,
  ]);
}

/** The whole of a run: latency, longest gap of each participant, refusals, moves. */
export function formatReport(participants: readonly SyntheticParticipant[], now = Date.now()): string {
  const records = participants.map(({ record }) => record);
  const { frames, moves, reconnects } = takeSnapshot(records);
  const sent = records.reduce((sum, record) => sum + record.framesSent, 0);
  const gaps = new DurationHistogram();
  for (const record of records) {
    const gap = record.longestGap(now);
    if (gap) gaps.add(gap.duration);
  }
  const never = records.filter((record) => record.longestGap(now) === undefined).length;
  return [
    `${participants.length} participants, ${frames} frames looked at of ${sent} sent, ${moves} moves, ${reconnects} came back`,
    row(['ms', ...PERCENTILES.map(name)]),
    formatPercentiles('latency', latenciesOf(records)),
    formatPercentiles('gap', gaps),
    `(gap: the longest time of each participant without an acknowledgement; ${never} were never looked at)`,
    `refusals: ${formatRefusals(records)}`,
  ].join('\n');
}

/** The longest gap of each participant, the longest first, as lines. */
export function formatGaps(participants: readonly SyntheticParticipant[], now = Date.now()): string {
  const line = ({
    participantId,
    worker,
    record,
  }: SyntheticParticipant): { readonly gap: number; readonly text: string } => {
    const gap = record.longestGap(now);
    const at = gap ? new Date(gap.from).toISOString().slice(11, 23) : '-';
    const text = row([ms(gap?.duration ?? NaN), record.framesSeen, record.moves, record.reconnects]);
    return {
      gap: gap?.duration ?? Infinity,
      text: `${text}  ${at}  ${gap?.worker ?? '-'} -> ${worker ?? '-'}  ${participantId}`,
    };
  };
  const lines = participants.map(line).sort((one, other) => other.gap - one.gap);
  return [
    `${row(['gap ms', 'frames', 'moves', 'back'])}  since         from -> now`,
    ...lines.map(({ text }) => text),
  ].join('\n');
}

function formatPercentiles(what: string, durations: DurationHistogram): string {
  return row([what, ...PERCENTILES.map((share) => ms(durations.percentile(share)))]);
}

function formatRefusals(records: readonly ParticipantRecord[]): string {
  const all = new Map<string, number>();
  for (const { refusals } of records)
    for (const [reason, count] of refusals) all.set(reason, (all.get(reason) ?? 0) + count);
  const sorted = [...all].sort(([one], [other]) => one.localeCompare(other));
  return sorted.map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none';
}
