import { MotionSignal, parse } from '@bapsang/shared';
import fc from 'fast-check';
import type { TableParticipant } from '../meal/table-state';
import { MealRecord } from './meal-record';
import { type MealSummary, summarizeMeal } from './meal-summary';
import {
  countOf,
  durationOf,
  SCRIPT_BEGAN_AT,
  type ScriptedAct,
  type ScriptedParticipant,
  type ScriptedSignal,
  scripts,
  signalsOf,
  signalsOfAll,
} from './scripted-meal.spec-support';

function seat(participantId: string, change: Partial<TableParticipant> = {}): TableParticipant {
  return {
    participantId,
    connectionId: `con_${participantId}`,
    displayName: participantId.toUpperCase(),
    host: false,
    self: participantId === 'p1',
    recognition: 'active',
    motion: 'idle',
    totals: { bites: 0, sips: 0 },
    capturedAt: undefined,
    receivedAt: undefined,
    ...change,
  };
}

/** What a page that sat there all the time makes of signals, in the order in which they are given. */
function summaryOf(
  participants: readonly ScriptedParticipant[],
  signals: readonly ScriptedSignal[],
  endedAt = SCRIPT_BEGAN_AT + Math.max(...participants.map(durationOf)),
): MealSummary {
  const record = new MealRecord();
  record.connected(SCRIPT_BEGAN_AT);
  record.meet(participants.map(({ participantId }) => seat(participantId)));
  for (const { signal, receivedAt } of signals) record.take(signal, receivedAt);
  record.disconnected(endedAt);
  return summarizeMeal(record.recorded!);
}

function longestChew({ acts }: ScriptedParticipant): number {
  return Math.max(0, ...acts.filter(({ motion }) => motion === 'chew').map(({ duration }) => duration));
}

const MINA: ScriptedParticipant = {
  participantId: 'p1',
  acts: [
    { motion: 'idle', duration: 10_000 },
    { motion: 'bite', duration: 2000 },
    { motion: 'chew', duration: 18_000 },
    { motion: 'drink', duration: 3000 },
    { motion: 'talk', duration: 27_000 },
    { motion: 'bite', duration: 1500 },
    { motion: 'chew', duration: 24_500 },
    { motion: 'idle', duration: 4000 },
  ],
};

const JUNHO: ScriptedParticipant = {
  participantId: 'p2',
  acts: [
    { motion: 'talk', duration: 65_000 },
    { motion: 'drink', duration: 2000 },
    { motion: 'away', duration: 23_000 },
  ],
};

describe('summarizeMeal()', () => {
  it('gives the numbers of a scripted meal of ninety seconds', () => {
    const summary = summaryOf([MINA, JUNHO], signalsOfAll([MINA, JUNHO]));
    const [mina, junho] = summary.participants;
    expect(summary.to - summary.from).toBe(90_000);
    expect(summary.totals).toEqual({ bites: 2, sips: 2 });
    expect(mina).toMatchObject({ displayName: 'P1', totals: { bites: 2, sips: 1 }, untimed: { bites: 0, sips: 0 } });
    expect(junho).toMatchObject({ totals: { bites: 0, sips: 1 }, longestChew: undefined });
    const began = SCRIPT_BEGAN_AT;
    expect(mina!.longestChew).toEqual({ from: began + 61_500, to: began + 86_000 });
    expect(summary.longestChew?.participant).toBe(mina);
    expect(mina!.events.map(({ kind, at }) => [kind, at - began])).toEqual([
      ['bite', 11_000],
      ['sip', 31_500],
      ['bite', 60_750],
    ]);
    expect(summary.rhythm.map(({ bites, sips, bitesPerMinute }) => [bites, sips, bitesPerMinute])).toEqual([
      [1, 0, 2],
      [0, 1, 0],
      [1, 1, 2],
    ]);
  });

  it('equals the script of every meal, also where signals come twice', () => {
    fc.assert(
      fc.property(scripts(), fc.func(fc.boolean()), (participants, comesTwice) => {
        const signals = signalsOfAll(participants);
        const twice = signals.flatMap((one, index) => (comesTwice(index) ? [one, one] : [one]));
        const repeated = [...twice, ...signals.filter((_, index) => comesTwice(-index))];
        const summary = summaryOf(participants, repeated);
        participants.forEach((scripted, index) => {
          const { totals, untimed, spans, events, longestChew: longest } = summary.participants[index]!;
          const [bites, sips] = [countOf(scripted, 'bite'), countOf(scripted, 'drink')];
          expect(totals).toEqual({ bites, sips });
          expect(untimed).toEqual({ bites: 0, sips: 0 });
          expect(events.filter(({ kind }) => kind === 'bite')).toHaveLength(bites);
          expect(events).toHaveLength(bites + sips);
          expect(longest ? longest.to - longest.from : 0).toBe(
            longestChew({ ...scripted, acts: asSeen(scripted, summary) }),
          );
          expect(spans.map(({ motion, from, to }) => ({ motion, duration: to - from }))).toEqual(
            asSeen(scripted, summary),
          );
        });
        expect(sum(summary.rhythm.map(({ bites }) => bites))).toBe(summary.totals.bites);
        expect(sum(summary.rhythm.map(({ sips }) => sips))).toBe(summary.totals.sips);
        const minutes = (summary.to - summary.from) / 60_000;
        const rates = summary.rhythm.map(({ bitesPerMinute }) => bitesPerMinute);
        expect((sum(rates) / rates.length) * minutes).toBeCloseTo(summary.totals.bites, 6);
      }),
    );
  });

  it('counts every bite and sip once, in whatever order the signals come', () => {
    fc.assert(
      fc.property(
        scripts().chain((participants) =>
          fc.tuple(fc.constant(participants), fc.shuffledSubarray(signalsOfAll(participants), { minLength: 0 })),
        ),
        ([participants, some]) => {
          const summary = summaryOf(participants, some);
          participants.forEach(({ participantId }, index) => {
            const own = some.map(({ signal }) => signal).filter((signal) => signal.participantId === participantId);
            const newest = own.reduce((best, one) => (one.sequence > best.sequence ? one : best), own[0]!);
            const { totals, events, untimed } = summary.participants[index]!;
            const timed = own.flatMap((signal) => signal.events);
            expect(events).toHaveLength(timed.length);
            expect(totals).toEqual(own.length > 0 ? newest.totals : { bites: 0, sips: 0 });
            expect(untimed.bites + untimed.sips + events.length).toBe(totals.bites + totals.sips);
          });
        },
      ),
    );
  });

  it('covers the meal without gaps, wherever it begins and ends', () => {
    const cut = fc.integer({ min: -60_000, max: 200_000 });
    fc.assert(
      fc.property(scripts(), cut, fc.integer({ min: 1, max: 200_000 }), (participants, begin, length) => {
        const record = new MealRecord();
        record.meet(participants.map(({ participantId }) => seat(participantId)));
        record.connected(SCRIPT_BEGAN_AT + begin);
        for (const { signal, receivedAt } of signalsOfAll(participants)) record.take(signal, receivedAt);
        record.disconnected(SCRIPT_BEGAN_AT + begin + length);
        const summary = summarizeMeal(record.recorded!);
        for (const { spans } of summary.participants) {
          expect(spans[0]!.from).toBe(summary.from);
          expect(spans.at(-1)!.to).toBe(summary.to);
          for (const [index, { from, to }] of spans.entries()) {
            expect(to).toBeGreaterThan(from);
            if (index > 0) expect(from).toBe(spans[index - 1]!.to);
          }
        }
      }),
    );
  });

  it('knows how much was eaten before this page came, but not when', () => {
    const record = new MealRecord();
    const signals = signalsOf(MINA);
    const came = SCRIPT_BEGAN_AT + 40_000;
    const { signal: present } = signals.findLast(({ receivedAt }) => receivedAt < came)!;
    record.connected(came);
    record.meet([seat('p1')]);
    record.catchUp([withoutEvents(present)], came + 100);
    for (const { signal, receivedAt } of signals) if (receivedAt >= came) record.take(signal, receivedAt);
    record.disconnected(SCRIPT_BEGAN_AT + 90_000);
    const summary = summarizeMeal(record.recorded!);
    expect(summary.totals).toEqual({ bites: 2, sips: 1 });
    expect(summary.untimed).toEqual({ bites: 1, sips: 1 });
    expect(summary.participants[0]!.spans[0]).toEqual({ motion: 'talk', from: came, to: SCRIPT_BEGAN_AT + 60_000 });
  });

  it('does not guess what went on while this page was not connected', () => {
    const record = new MealRecord();
    const signals = signalsOf(MINA);
    const [away, back] = [SCRIPT_BEGAN_AT + 20_000, SCRIPT_BEGAN_AT + 50_000];
    record.connected(SCRIPT_BEGAN_AT);
    record.meet([seat('p1')]);
    for (const { signal, receivedAt } of signals) if (receivedAt < away) record.take(signal, receivedAt);
    record.disconnected(away);
    record.connected(back);
    const { signal: present } = signals.findLast(({ receivedAt }) => receivedAt < back)!;
    record.catchUp([withoutEvents(present)], back + 100);
    for (const { signal, receivedAt } of signals) if (receivedAt >= back) record.take(signal, receivedAt);
    record.disconnected(SCRIPT_BEGAN_AT + 90_000);
    const { spans, untimed, totals } = summarizeMeal(record.recorded!).participants[0]!;
    expect(totals).toEqual({ bites: 2, sips: 1 });
    expect(untimed).toEqual({ bites: 0, sips: 1 });
    expect(spans.slice(2, 5).map(({ motion, from, to }) => [motion, from - away, to - away])).toEqual([
      ['chew', -8000, 0],
      ['unseen', 0, 13_000],
      ['talk', 13_000, 40_000],
    ]);
  });

  it('goes on with a motion that lasts through an absence', () => {
    const record = new MealRecord();
    const [first, second] = signalsOf({ participantId: 'p1', acts: [{ motion: 'chew', duration: 60_000 }] });
    record.connected(SCRIPT_BEGAN_AT);
    record.meet([seat('p1')]);
    record.take(first!.signal, first!.receivedAt);
    record.disconnected(SCRIPT_BEGAN_AT + 20_000);
    record.connected(SCRIPT_BEGAN_AT + 30_000);
    record.catchUp([first!.signal], SCRIPT_BEGAN_AT + 30_100);
    record.take(second!.signal, second!.receivedAt);
    record.disconnected(SCRIPT_BEGAN_AT + 60_000);
    expect(summarizeMeal(record.recorded!).longestChew?.span).toEqual({
      from: SCRIPT_BEGAN_AT,
      to: SCRIPT_BEGAN_AT + 60_000,
    });
  });

  it('sets the clock of another browser right where it is minutes off', () => {
    const hour = 3_600_000;
    const acts = MINA.acts;
    const shifted = signalsOf({ participantId: 'p1', acts }).map(({ signal, receivedAt }) => ({
      signal,
      receivedAt: receivedAt + hour,
    }));
    const record = new MealRecord();
    record.connected(SCRIPT_BEGAN_AT + hour);
    record.meet([seat('p1')]);
    for (const { signal, receivedAt } of shifted) record.take(signal, receivedAt);
    record.disconnected(SCRIPT_BEGAN_AT + hour + 91_000);
    const { spans, events } = summarizeMeal(record.recorded!).participants[0]!;
    expect(spans.map(({ motion }) => motion)).toEqual(['unseen', ...acts.map(({ motion }) => motion)]);
    expect(events[0]!.at).toBe(SCRIPT_BEGAN_AT + hour + 11_000 + 150);
  });

  it('shows a pause as not seen, from the last frame on', () => {
    const [first] = signalsOf(MINA);
    const lastFrame = SCRIPT_BEGAN_AT + 5000;
    const change = { sequence: 2, recognition: 'paused', motion: 'unknown', since: lastFrame, capturedAt: lastFrame };
    const paused = parse(MotionSignal, Object.assign({}, first!.signal, change));
    const signals = [first!, { signal: paused, receivedAt: SCRIPT_BEGAN_AT + 9000 }];
    const { spans } = summaryOf([MINA], signals, SCRIPT_BEGAN_AT + 20_000).participants[0]!;
    expect(spans.map(({ motion, from, to }) => [motion, to - from])).toEqual([
      ['idle', 5000],
      ['unseen', 15_000],
    ]);
  });

  it('finds sips that were taken together, and only those', () => {
    const alone = { ...JUNHO, acts: [{ motion: 'talk' as const, duration: 10_000 }, ...JUNHO.acts] };
    const together = { ...JUNHO, acts: [{ motion: 'talk' as const, duration: 29_000 }, ...JUNHO.acts.slice(1)] };
    expect(summaryOf([MINA, alone], signalsOfAll([MINA, alone])).toasts).toEqual([]);
    expect(summaryOf([MINA, together], signalsOfAll([MINA, together])).toasts).toEqual([
      { at: SCRIPT_BEGAN_AT + 30_000, participantIds: ['p2', 'p1'] },
    ]);
  });

  it('puts this page’s own participant first and leaves out who never sat at the table', () => {
    const record = new MealRecord();
    record.connected(SCRIPT_BEGAN_AT);
    record.meet([seat('p2'), seat('p1'), seat('p3', { recognition: 'off' })]);
    const [stranger] = signalsOf({ ...MINA, participantId: 'p9' });
    record.catchUp([stranger!.signal], SCRIPT_BEGAN_AT);
    record.disconnected(SCRIPT_BEGAN_AT + 1000);
    const { participants } = summarizeMeal(record.recorded!);
    expect(participants.map(({ participantId, recognition }) => [participantId, recognition])).toEqual([
      ['p1', true],
      ['p2', true],
      ['p3', false],
    ]);
  });
});

/** As the api tells it to who asks. */
function withoutEvents(signal: MotionSignal): MotionSignal {
  return parse(MotionSignal, Object.assign({}, signal, { events: [] }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** The acts of a script up to the end of the meal; the last goes on until then, and what comes after it is cut. */
function asSeen(scripted: ScriptedParticipant, { from, to }: MealSummary): ScriptedAct[] {
  const rest = to - from - durationOf(scripted);
  return scripted.acts.map(({ motion, duration }, index) => ({
    motion,
    duration: index === scripted.acts.length - 1 ? duration + rest : duration,
  }));
}
