import type { TableParticipant } from '../meal/table-state';
import { ABSENCES_MAX, MealRecord, PARTICIPANTS_MAX } from './meal-record';
import { EVENTS_MAX, STATES_MAX } from './participant-record';
import { SCRIPT_BEGAN_AT, type ScriptedAct, signalsOf } from './scripted-meal.spec-support';

function seat(participantId: string, recognition: TableParticipant['recognition'] = 'active'): TableParticipant {
  return {
    participantId,
    connectionId: 'con_1',
    displayName: participantId,
    host: false,
    self: false,
    recognition,
    motion: 'idle',
    totals: { bites: 0, sips: 0 },
    capturedAt: undefined,
    receivedAt: undefined,
  };
}

function eat(record: MealRecord, participantId: string, times: number): void {
  const acts = Array.from({ length: times }, (): ScriptedAct[] => [
    { motion: 'bite', duration: 1000 },
    { motion: 'chew', duration: 4000 },
  ]).flat();
  for (const { signal, receivedAt } of signalsOf({ participantId, acts })) record.take(signal, receivedAt);
}

describe('MealRecord', () => {
  it('has nothing to show before somebody sat down, and while they sit', () => {
    const record = new MealRecord();
    record.disconnected(1);
    expect(record.recorded).toBeUndefined();
    record.connected(2);
    expect(record.recorded).toBeUndefined();
    record.disconnected(5);
    record.disconnected(9);
    expect(record.recorded).toMatchObject({ from: 2, to: 5, absences: [] });
  });

  it('goes on with the same meal for who comes back', () => {
    const record = new MealRecord();
    for (const [came, went] of [
      [0, 10],
      [20, 30],
    ] as const) {
      record.connected(came);
      record.connected(came + 1);
      record.disconnected(went);
    }
    expect(record.recorded).toMatchObject({ from: 0, to: 30, absences: [{ from: 10, to: 20 }] });
  });

  it('keeps who got up or withdrew, under the latest name', () => {
    const record = new MealRecord();
    record.connected(0);
    record.meet([seat('a'), seat('b')]);
    record.meet([{ ...seat('a', 'off'), displayName: 'Mina' }]);
    record.disconnected(1);
    expect(record.recorded?.participants).toMatchObject([
      { displayName: 'Mina', recognition: true },
      { displayName: 'b', recognition: true },
    ]);
  });

  it('stays within its bounds however long and lively a meal is, and keeps the newest', () => {
    const record = new MealRecord();
    record.connected(SCRIPT_BEGAN_AT);
    record.meet([seat('a')]);
    const times = STATES_MAX;
    eat(record, 'a', times);
    record.disconnected(SCRIPT_BEGAN_AT + times * 5000);
    const { states, events, totals } = record.recorded!.participants[0]!;
    expect([states.length, events.length]).toEqual([STATES_MAX, EVENTS_MAX]);
    expect(states.at(-1)!.from).toBe(SCRIPT_BEGAN_AT + times * 5000 - 4000);
    expect(events.at(-1)!.endedAt).toBe(SCRIPT_BEGAN_AT + times * 5000 - 4000);
    expect(totals).toEqual({ bites: times, sips: 0 });
  });

  it('bounds participants and absences', () => {
    const record = new MealRecord();
    for (let index = 0; index < ABSENCES_MAX + 5; index += 1) {
      record.connected(index * 10);
      record.disconnected(index * 10 + 5);
    }
    record.meet(Array.from({ length: PARTICIPANTS_MAX + 5 }, (_, index) => seat(`p${String(index)}`)));
    const { participants, absences, to } = record.recorded!;
    expect([participants.length, absences.length]).toEqual([PARTICIPANTS_MAX, ABSENCES_MAX]);
    expect(absences.at(-1)!.to).toBe(to - 5);
  });
});
