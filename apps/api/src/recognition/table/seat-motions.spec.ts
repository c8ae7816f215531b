import fc from 'fast-check';
import { report } from '../../testing/worker.spec-support';
import { choose } from '../choices/seat-choice';
import type { MotionState } from './motion-state';
import type { Seat } from './seat';
import { leave, pause, resume, takeReports, type SeatReport } from './seat-motions';
import { newSeat, totalsOf } from './seat-totals';

const NOW = 1_700_000_000_000;
const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;
const sip = { ...bite, kind: 'sip' } as const;

/** A seat at which one thing happens after the other. */
class SteppedSeat {
  seat: Seat = newSeat({ totals: { bites: 0, sips: 0 }, upTo: {} });
  #sequence = 0;

  /** Reports with growing sequences. */
  see(workerId: string, ...seen: Parameters<typeof report>[0][]): readonly MotionState[] {
    return this.take(
      workerId,
      seen.map((one) => report({ sequence: (this.#sequence += 1), ...one })),
    );
  }

  take(workerId: string, reports: readonly SeatReport[], now = NOW): readonly MotionState[] {
    const { seat, result } = takeReports(this.seat, { id: workerId, choice: 'server' }, reports, now);
    this.seat = seat;
    return result.told;
  }

  silence(step: typeof pause, workerId: string, now = NOW): MotionState | undefined {
    const { seat, result } = step(this.seat, workerId, now);
    this.seat = seat;
    return result;
  }
}

describe('a seat at the table', () => {
  let stepped: SteppedSeat;

  beforeEach(() => {
    stepped = new SteppedSeat();
  });

  it('counts bites and sips and tells them with the state that ended them', () => {
    const told = stepped.see('w1', { events: [bite, sip] }, { events: [bite] });
    expect(told).toHaveLength(2);
    expect(told.at(-1)).toEqual({
      participantId: 'par_1',
      connectionId: 'con_1',
      sequence: NOW + 1,
      recognition: 'active',
      motion: 'chew',
      confidence: 0.75,
      since: 1000,
      capturedAt: 1500,
      events: [bite],
      totals: { bites: 2, sips: 1 },
    });
  });

  it('passes the chewing rate on where the report has one', () => {
    expect(stepped.see('w1', { chewingRate: 1.4 })[0]).toMatchObject({ motion: 'chew', chewingRate: 1.4 });
    expect(stepped.see('w1', { motion: 'idle' })[0]).not.toHaveProperty('chewingRate');
  });

  it('goes on with a higher sequence after it was lost, even where many states came within a millisecond', () => {
    const last = stepped.see('w1', {}, {}, {}).at(-1)!.sequence;
    expect(new SteppedSeat().take('w1', [report()], NOW + 10)[0]?.sequence).toBeGreaterThan(last);
  });

  it('keeps the state of the worker that took over when the earlier one reports late, and still counts its events', () => {
    stepped.see('w1', { capturedAt: 1000 });
    stepped.see('w2', { capturedAt: 3000, motion: 'drink' });
    expect(stepped.see('w1', { capturedAt: 2000, recognition: 'paused', events: [bite] })).toMatchObject([
      { motion: 'drink', recognition: 'active', capturedAt: 3000, totals: { bites: 1, sips: 0 } },
    ]);
  });

  it('tells the last report again when it comes again, as it was told, and earlier ones not at all', () => {
    const told = stepped.see('w1', { events: [bite] }, { events: [sip] });
    expect(stepped.see('w1', { sequence: 1, events: [bite] })).toEqual([]);
    expect(stepped.see('w1', { sequence: 2, events: [sip] })).toEqual(told.slice(1));
    expect(totalsOf(stepped.seat)).toEqual({ bites: 1, sips: 1 });
  });

  it('tells the state, and counts nothing again, where it was lost and begins with what the journal holds', () => {
    stepped.seat = newSeat({ totals: { bites: 5, sips: 0 }, upTo: { w1: 7 } });
    const [told] = stepped.see('w1', { sequence: 7, events: [bite] });
    expect(told).toMatchObject({ motion: 'chew', events: [], totals: { bites: 5, sips: 0 } });
    expect(stepped.see('w1', { sequence: 8, events: [bite] })[0]).toMatchObject({ totals: { bites: 6 } });
  });

  it('takes nothing from a worker about who chose otherwise, nor from a browser that was not chosen', () => {
    for (const choice of ['device', 'none'] as const) {
      const place = { participantId: 'par_1', connectionId: 'con_1' };
      const { seat } = choose(stepped.seat, place, { choice, chosenAt: 5 }, NOW);
      const { result } = takeReports(seat, { id: 'w1', choice: 'server' }, [report({ events: [bite] })], NOW);
      expect(result).toEqual({ told: [], genuine: [], duplicates: 0 });
      const elsewhere = takeReports(seat, { id: 'd', choice: 'device' }, [report({ connectionId: 'con_2' })], NOW);
      expect(elsewhere.result.genuine).toEqual([]);
      const here = takeReports(seat, { id: 'd', choice: 'device' }, [report()], NOW);
      expect(here.result.genuine).toHaveLength(choice === 'device' ? 1 : 0);
    }
  });

  it('pauses for the worker that looks, and for nobody else', () => {
    stepped.see('w1', {});
    expect(stepped.silence(pause, 'w2')).toBeUndefined();
    expect(stepped.silence(pause, 'w1', NOW + 5)).toMatchObject({
      recognition: 'paused',
      motion: 'chew',
      sequence: NOW + 5,
    });
    expect(stepped.silence(pause, 'w1')).toBeUndefined();
  });

  it('goes on where it was when the same worker is there again, unless it was paused before', () => {
    stepped.see('w1', {});
    stepped.silence(pause, 'w1');
    expect(stepped.silence(resume, 'w1')).toMatchObject({ recognition: 'active' });
    expect(stepped.silence(resume, 'w1')).toBeUndefined();
    stepped.see('w1', { recognition: 'paused' });
    stepped.silence(pause, 'w1');
    expect(stepped.silence(resume, 'w1')).toBeUndefined();
  });

  it('pauses when its participant leaves the connection on which they were seen, until the next report', () => {
    stepped.see('w1', { connectionId: 'con_2' });
    expect(stepped.silence(leave, 'con_1')).toBeUndefined();
    expect(stepped.silence(leave, 'con_2', NOW + 5)).toMatchObject({ recognition: 'paused', sequence: NOW + 5 });
    expect(stepped.silence(leave, 'con_2')).toBeUndefined();
    expect(stepped.silence(resume, 'w1')).toBeUndefined();
    expect(stepped.see('w1', { connectionId: 'con_3' })).toMatchObject([{ recognition: 'active' }]);
  });

  it('is left alone when the earlier worker comes back after another took over', () => {
    stepped.see('w1', {});
    stepped.silence(pause, 'w1');
    stepped.see('w2', { capturedAt: 2000 });
    expect(stepped.silence(resume, 'w1')).toBeUndefined();
    expect(stepped.silence(pause, 'w1')).toBeUndefined();
  });

  it('sends sequences that only grow and totals that are the sum of all events, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('report' as const),
        workerId: fc.constantFrom('w1', 'w2'),
        connectionId: fc.constantFrom('c1', 'c2'),
        capturedAt: fc.nat(1000),
        bites: fc.nat(3),
        sips: fc.nat(3),
        again: fc.nat(2),
      }),
      fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), workerId: fc.constantFrom('w1', 'w2') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 60 }), (steps) => {
        const one = new SteppedSeat();
        let [now, newest, eaten, sequence] = [NOW, 0, 0, 0];
        for (const [action, passed] of steps) {
          now += passed;
          let told: readonly (MotionState | undefined)[];
          if (action.kind === 'report') {
            const { workerId, connectionId, capturedAt, bites, sips, again } = action;
            const events = [...Array<typeof bite>(bites).fill(bite), ...Array<typeof sip>(sips).fill(sip)];
            const seen = report({ sequence: (sequence += 1), connectionId, capturedAt, events });
            told = one.take(workerId, [seen], now);
            eaten += bites * 100 + sips;
            for (let time = 0; time < again; time += 1) expect(one.take(workerId, [seen], now).length).toBeLessThan(2);
          } else {
            told = [one.silence(action.kind === 'pause' ? pause : resume, action.workerId, now)];
          }
          for (const state of told.filter((each) => each !== undefined)) {
            expect(state.sequence).toBeGreaterThan(newest);
            newest = state.sequence;
            expect(state.totals.bites * 100 + state.totals.sips).toBe(eaten);
          }
        }
      }),
    );
  });
});
