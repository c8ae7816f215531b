import type { MotionReport, MotionTotals } from '@bapsang/shared';
import type { JournalEntry, ParticipantRecord } from '../../journal/journal';
import type { Seat, UnrecordedReport } from './seat';

/** How many sources a seat keeps account of at most: those that were heard first are forgotten first. */
export const SEAT_MAX_SOURCES = 64;

/** A seat at which nothing has happened, @param record undefined where the journal could not be read */
export function newSeat(record: ParticipantRecord | undefined): Seat {
  return { interrupted: false, taken: record?.upTo ?? {}, recorded: record, unrecorded: [] };
}

/** All bites and sips: those of the journal and those on their way there. */
export function totalsOf({ recorded, unrecorded }: Seat): MotionTotals {
  const { bites, sips } = recorded?.totals ?? { bites: 0, sips: 0 };
  return unrecorded.reduce((sum, one) => ({ bites: sum.bites + one.bites, sips: sum.sips + one.sips }), {
    bites,
    sips,
  });
}

/** Forgets what was counted of a participant, and counts nothing more of them. What was taken stays taken. */
export function forgetCounts(seat: Seat): Seat {
  return { ...seat, recorded: { totals: { bites: 0, sips: 0 }, upTo: {}, forgotten: true }, unrecorded: [] };
}

/** Counts a report that was not taken before, unless the participant is {@link forgetCounts forgotten}. */
export function countReport(
  seat: Seat,
  source: string,
  { sequence, events }: Pick<MotionReport, 'sequence' | 'events'>,
): Seat {
  const taken = raise(seat.taken, source, sequence);
  if (events.length === 0 || seat.recorded?.forgotten) return { ...seat, taken };
  return { ...seat, taken, unrecorded: [...seat.unrecorded, countsOf({ source, sequence, events })] };
}

/**
 * Takes in that an entry is in the journal. One that is not counted here, because the seat was lost and read from the journal
 * before the entry was there, is counted now. Entries of a source come in the order of their sequence.
 */
export function recordEntry(seat: Seat, entry: Pick<JournalEntry, 'source' | 'sequence' | 'events'>): Seat {
  const { source, sequence } = entry;
  if (!seat.recorded || seat.recorded.forgotten) return seat;
  const unrecorded = seat.unrecorded.filter((one) => one.source !== source || one.sequence !== sequence);
  const isCounted = unrecorded.length < seat.unrecorded.length;
  if (!isCounted && sequence <= (seat.recorded.upTo[source] ?? 0)) return seat;
  const { bites, sips } = countsOf(entry);
  const { totals, upTo } = seat.recorded;
  const recorded = {
    totals: { bites: totals.bites + bites, sips: totals.sips + sips },
    upTo: raise(upTo, source, sequence),
  };
  return { ...seat, taken: raise(seat.taken, source, sequence), recorded, unrecorded };
}

/** Gives a seat that was made while the journal could not be read what the journal holds. */
export function recall(seat: Seat, record: ParticipantRecord): Seat {
  if (seat.recorded) return seat;
  if (record.forgotten) return forgetCounts(seat);
  const unrecorded = seat.unrecorded.filter(({ source, sequence }) => sequence > (record.upTo[source] ?? 0));
  const taken = Object.entries(record.upTo).reduce((sum, [source, upTo]) => raise(sum, source, upTo), seat.taken);
  return { ...seat, recorded: record, unrecorded, taken };
}

function countsOf({
  source,
  sequence,
  events,
}: Pick<JournalEntry, 'source' | 'sequence' | 'events'>): UnrecordedReport {
  const bites = events.filter(({ kind }) => kind === 'bite').length;
  return { source, sequence, bites, sips: events.length - bites };
}

/** The account with a source raised to a number, if it is not there already; the source is then the last. */
function raise(
  account: Readonly<Record<string, number>>,
  source: string,
  sequence: number,
): Readonly<Record<string, number>> {
  const others = Object.entries(account).filter(([one]) => one !== source);
  const kept = others.slice(Math.max(0, others.length - SEAT_MAX_SOURCES + 1));
  return Object.fromEntries([...kept, [source, Math.max(sequence, account[source] ?? 0)]]);
}
