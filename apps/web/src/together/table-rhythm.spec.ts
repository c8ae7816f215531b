import { MotionSignal, parse } from '@bapsang/shared';
import fc from 'fast-check';
import { IntakeReader } from './intake';
import { REST_AFTER, RING_STEPS } from './participant-rhythm';
import { TableRhythm, type WatchedParticipant } from './table-rhythm';

const BEGIN = 1_000_000;

function seated(participantId: string, change: Partial<WatchedParticipant> = {}): WatchedParticipant {
  return { participantId, recognition: 'active', motion: 'chew', ...change };
}

function biteOf(participantId: string, sequence: number, at: number, bitten = true): MotionSignal {
  return parse(MotionSignal, {
    participantId,
    connectionId: `con_${participantId}`,
    sequence,
    recognition: 'active',
    motion: 'bite',
    confidence: 1,
    since: at,
    capturedAt: at,
    events: bitten ? [{ kind: 'bite', beganAt: at, contactAt: at, endedAt: at, confidence: 1 }] : [],
    totals: { bites: sequence, sips: 0 },
  });
}

/** A table at which everybody is seen from {@link BEGIN} on and bites every so many ms until a moment. */
function eating(intervals: Readonly<Record<string, number>>, until: number): TableRhythm {
  const table = new TableRhythm();
  const reader = new IntakeReader();
  table.seat(
    Object.keys(intervals).map((id) => seated(id)),
    BEGIN,
  );
  for (const [id, interval] of Object.entries(intervals)) {
    for (let bite = 1; bite * interval <= until; bite += 1) {
      const signal = biteOf(id, bite, BEGIN + bite * interval);
      table.take(signal, reader.read(signal, signal.capturedAt), signal.capturedAt);
    }
  }
  return table;
}

describe('TableRhythm', () => {
  const until = 240_000;
  const now = BEGIN + until;

  it('says how close the paces of two or more are, and nothing before they are known', () => {
    expect(eating({ a: 20_000, b: 22_000 }, until).at(now).closeness).toBe('close');
    expect(eating({ a: 12_000, b: 26_000 }, until).at(now).closeness).toBe('near');
    expect(eating({ a: 10_000, b: 50_000 }, until).at(now).closeness).toBe('own');
    expect(eating({ a: 20_000 }, until).at(now).closeness).toBeUndefined();
    expect(eating({ a: 20_000, b: 22_000 }, 60_000).at(BEGIN + 60_000).closeness).toBeUndefined();
  });

  it('does not mind who just came, is away, or has recognition off', () => {
    const table = eating({ a: 20_000, b: 21_000, c: 60_000 }, until);
    expect(table.at(now).closeness).not.toBe('close');
    const others = [seated('d'), seated('e', { recognition: 'off' }), seated('f', { recognition: 'paused' })];
    table.seat([seated('a'), seated('b'), seated('c', { motion: 'away' }), ...others], now);
    const later = table.at(now + 11_000);
    expect(later.closeness).toBe('close');
    expect([...later.ringSteps.keys()]).toEqual(['a', 'b']);
    expect(later.resting).toEqual([]);
  });

  it('says who rests, leaves them out of the closeness, and says when everybody does', () => {
    const table = eating({ a: 20_000, b: 20_000 }, until);
    const reader = new IntakeReader();
    const end = now + REST_AFTER.duration;
    for (let at = now + 20_000; at <= end; at += 20_000) {
      const signal = biteOf('b', (at - BEGIN) / 20_000, at);
      table.take(signal, reader.read(signal, at), at);
    }
    expect(table.at(end)).toMatchObject({ closeness: undefined, resting: ['a'] });
    expect([...table.at(end).ringSteps.keys()]).toEqual(['b']);
    expect(table.at(end + REST_AFTER.duration)).toMatchObject({ closeness: 'rest', resting: ['a', 'b'] });
  });

  it('forgets nothing of who gets up and comes back', () => {
    const table = eating({ a: 20_000, b: 21_000 }, until);
    table.seat([seated('a')], now);
    expect(table.at(now + 20_000).closeness).toBeUndefined();
    table.seat([seated('a'), seated('b')], now + 20_000);
    expect(table.at(now + 21_000).closeness).toBe('close');
  });

  it('shows rings only of who was seen to take a bite', () => {
    const rings = eating({ a: 20_000, b: 500_000 }, until).at(now + 10_000).ringSteps;
    expect([...rings]).toEqual([['a', RING_STEPS / 2]]);
  });

  it('does not depend on the order in which motions are told, nor on hearing them twice', () => {
    const bites = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 240 })), {
      maxLength: 40,
    });
    const orders = bites.chain((drawn) =>
      fc.tuple(fc.constant(drawn), fc.shuffledSubarray([...drawn, ...drawn], { minLength: 2 * drawn.length })),
    );
    fc.assert(
      fc.property(orders, ([drawn, shuffled]) => {
        const seen = [drawn, shuffled].map((told) => {
          const table = new TableRhythm();
          const reader = new IntakeReader();
          table.seat(
            ['a', 'b', 'c'].map((id) => seated(id)),
            BEGIN,
          );
          for (const id of ['a', 'b', 'c']) reader.read(biteOf(id, 0, now, false), now);
          for (const [id, second] of told) {
            const signal = biteOf(id, second, BEGIN + second * 1000);
            table.take(signal, reader.read(signal, now), now);
          }
          return table.at(now);
        });
        expect(seen[1]).toEqual(seen[0]);
      }),
    );
  });
});
