import type { EatingEvent, MotionTotals } from '@bapsang/shared';
import fc from 'fast-check';
import type { JournalEntry, ParticipantRecord } from '../../journal/journal';
import type { Seat } from './seat';
import { countReport, newSeat, recall, recordEntry, SEAT_MAX_SOURCES, totalsOf } from './seat-totals';

const bite: EatingEvent = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 };
const NOTHING: ParticipantRecord = { totals: { bites: 0, sips: 0 }, upTo: {} };

function entry(sequence: number, source = 'w1'): JournalEntry {
  return { source, sequence, mealId: 'm', participantId: 'p', model: 'm@1', events: [bite] };
}

/** As a journal that holds these entries. */
function recordOf(entries: readonly JournalEntry[]): ParticipantRecord {
  const upTo: Record<string, number> = {};
  for (const { source, sequence } of entries) upTo[source] = Math.max(sequence, upTo[source] ?? 0);
  return { totals: { bites: entries.length, sips: 0 }, upTo };
}

describe('the totals of a seat', () => {
  it('are the same before and after the journal has a report', () => {
    const counted = countReport(newSeat(NOTHING), 'w1', entry(1));
    const recorded = recordEntry(counted, entry(1));
    expect([totalsOf(counted), totalsOf(recorded)]).toEqual([
      { bites: 1, sips: 0 },
      { bites: 1, sips: 0 },
    ]);
    expect(recorded.unrecorded).toEqual([]);
    expect(recordEntry(recorded, entry(1))).toBe(recorded);
  });

  it('count what was on its way into the journal when the seat was lost', () => {
    const reread = newSeat(recordOf([entry(1)]));
    const goneOn = countReport(reread, 'w1', entry(3));
    const caughtUp = recordEntry(recordEntry(goneOn, entry(2)), entry(3));
    expect(totalsOf(caughtUp)).toEqual({ bites: 3, sips: 0 });
  });

  it('count twice nothing that was counted while the journal could not be read', () => {
    const blind = [1, 2, 3].reduce((seat, sequence) => countReport(seat, 'w1', entry(sequence)), newSeat(undefined));
    const seeing = recall(blind, recordOf([entry(1), entry(2), entry(9, 'w0')]));
    expect(totalsOf(seeing)).toEqual({ bites: 4, sips: 0 });
    expect(seeing.taken).toMatchObject({ w0: 9, w1: 3 });
  });

  it('keep account of a limited number of sources', () => {
    let seat: Seat = newSeat(NOTHING);
    for (let source = 0; source < 2 * SEAT_MAX_SOURCES; source += 1) {
      seat = recordEntry(countReport(seat, `w${source}`, entry(1)), entry(1, `w${source}`));
    }
    expect(Object.keys(seat.taken)).toHaveLength(SEAT_MAX_SOURCES);
    expect(Object.keys(seat.recorded!.upTo)).toHaveLength(SEAT_MAX_SOURCES);
    expect(totalsOf(seat).bites).toBe(2 * SEAT_MAX_SOURCES);
  });

  it('end as what was reported, whenever the seat is lost and whenever the journal gets what', () => {
    const step = fc.constantFrom('report' as const, 'write' as const, 'confirm' as const, 'lose' as const);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const [waiting, written, journal]: JournalEntry[][] = [[], [], []];
        let [sequence, seat]: [number, Seat | undefined] = [0, undefined];
        const present = (): Seat => seat ?? newSeat(recordOf(journal!));
        const totals: MotionTotals[] = [];
        const take: Record<(typeof steps)[number], () => void> = {
          report: () => {
            waiting!.push(entry((sequence += 1)));
            seat = countReport(present(), 'w1', entry(sequence));
            totals.push(totalsOf(seat));
          },
          write: () => {
            const next = waiting!.shift();
            if (next) for (const store of [written!, journal!]) store.push(next);
          },
          confirm: () => {
            const next = written!.shift();
            if (next) seat = recordEntry(present(), next);
          },
          lose: () => (seat = undefined),
        };
        for (const one of [...steps, ...Array<'write'>(60).fill('write'), ...Array<'confirm'>(60).fill('confirm')])
          take[one]();
        expect(totalsOf(present())).toEqual({ bites: sequence, sips: 0 });
        for (const [index, { bites }] of totals.entries()) expect(bites).toBeLessThanOrEqual(index + 1);
      }),
    );
  });
});
