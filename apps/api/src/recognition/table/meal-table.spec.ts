import fc from 'fast-check';
import { report } from '../../testing/worker.spec-support';
import { MEAL_TABLE_MAX_PARTICIPANTS, MealTable } from './meal-table';

const NOW = 1_700_000_000_000;
const bite = { kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 1 } as const;
const sip = { ...bite, kind: 'sip' } as const;

describe('MealTable', () => {
  it('counts bites and sips and tells them with the state that ended them', () => {
    const table = new MealTable();
    table.take('w1', report({ events: [bite, sip] }), NOW);
    const signal = table.take('w1', report({ events: [bite] }), NOW);
    expect(signal).toEqual({
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
    expect(table.motions).toEqual([{ ...signal, events: [] }]);
  });

  it('passes the chewing rate on where the report has one', () => {
    const table = new MealTable();
    expect(table.take('w1', report({ chewingRate: 1.4 }), NOW)).toMatchObject({ motion: 'chew', chewingRate: 1.4 });
    expect(table.take('w1', report({ motion: 'idle' }), NOW)).not.toHaveProperty('chewingRate');
  });

  it('goes on with a higher sequence after a restart, even where many states came within a millisecond', () => {
    const before = new MealTable();
    const last = [1, 2, 3].map(() => before.take('w1', report(), NOW).sequence).at(-1)!;
    expect(new MealTable().take('w1', report(), NOW + 10).sequence).toBeGreaterThan(last);
  });

  it('keeps the state of the worker that took over when the earlier one reports late, and still counts its events', () => {
    const table = new MealTable();
    table.take('w1', report({ capturedAt: 1000 }), NOW);
    table.take('w2', report({ capturedAt: 3000, motion: 'drink' }), NOW);
    const signal = table.take('w1', report({ capturedAt: 2000, recognition: 'paused', events: [bite] }), NOW);
    expect(signal).toMatchObject({
      motion: 'drink',
      recognition: 'active',
      capturedAt: 3000,
      totals: { bites: 1, sips: 0 },
    });
  });

  it('pauses whom a lost worker looked at, and nobody else', () => {
    const table = new MealTable();
    table.take('w1', report({ participantId: 'a' }), NOW);
    table.take('w2', report({ participantId: 'b' }), NOW);
    table.take('w1', report({ participantId: 'c', recognition: 'paused' }), NOW);
    const paused = table.pause('w1', NOW + 5);
    expect(paused).toMatchObject([{ participantId: 'a', recognition: 'paused', motion: 'chew', sequence: NOW + 5 }]);
    expect(table.pause('w1', NOW + 6)).toEqual([]);
  });

  it('goes on where it was when the same worker dials in again', () => {
    const table = new MealTable();
    table.take('w1', report({ participantId: 'a' }), NOW);
    table.take('w1', report({ participantId: 'b', recognition: 'paused' }), NOW);
    table.pause('w1', NOW);
    expect(table.resume('w1', NOW)).toMatchObject([{ participantId: 'a', recognition: 'active' }]);
    expect(table.resume('w1', NOW)).toEqual([]);
  });

  it('leaves who moved to another worker alone when the earlier one comes back', () => {
    const table = new MealTable();
    table.take('w1', report(), NOW);
    table.pause('w1', NOW);
    table.take('w2', report({ capturedAt: 2000 }), NOW);
    expect(table.resume('w1', NOW)).toEqual([]);
    expect(table.pause('w1', NOW)).toEqual([]);
  });

  it('drops who has been quiet longest when too many sit at one table', () => {
    const table = new MealTable();
    table.take('w1', report({ participantId: 'first' }), NOW);
    table.take('w1', report({ participantId: 'second' }), NOW);
    table.take('w1', report({ participantId: 'first' }), NOW);
    for (let index = 0; index < MEAL_TABLE_MAX_PARTICIPANTS - 1; index += 1) {
      table.take('w1', report({ participantId: `par_${index}` }), NOW);
    }
    expect(table.motions).toHaveLength(MEAL_TABLE_MAX_PARTICIPANTS);
    expect([table.motionOf('first') === undefined, table.motionOf('second') === undefined]).toEqual([false, true]);
  });

  it('sends sequences that only grow and totals that are the sum of all events, whatever happens in whatever order', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('report' as const),
        workerId: fc.constantFrom('w1', 'w2'),
        participantId: fc.constantFrom('a', 'b'),
        connectionId: fc.constantFrom('c1', 'c2'),
        capturedAt: fc.nat(1000),
        bites: fc.nat(3),
        sips: fc.nat(3),
      }),
      fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), workerId: fc.constantFrom('w1', 'w2') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(3)), { maxLength: 60 }), (steps) => {
        const table = new MealTable();
        const newest = new Map<string, number>();
        const eaten = new Map<string, number>();
        let now = NOW;
        for (const [action, passed] of steps) {
          now += passed;
          const signals =
            action.kind === 'report'
              ? [
                  table.take(
                    action.workerId,
                    report({
                      ...{ participantId: action.participantId, connectionId: action.connectionId },
                      capturedAt: action.capturedAt,
                      events: [
                        ...Array<typeof bite>(action.bites).fill(bite),
                        ...Array<typeof sip>(action.sips).fill(sip),
                      ],
                    }),
                    now,
                  ),
                ]
              : table[action.kind](action.workerId, now);
          if (action.kind === 'report') {
            const before = eaten.get(action.participantId) ?? 0;
            eaten.set(action.participantId, before + action.bites * 100 + action.sips);
          }
          for (const { participantId, sequence, totals } of signals) {
            expect(sequence).toBeGreaterThan(newest.get(participantId) ?? 0);
            newest.set(participantId, sequence);
            expect(totals.bites * 100 + totals.sips).toBe(eaten.get(participantId));
          }
        }
      }),
    );
  });
});
