import fc from 'fast-check';
import { thrownBy } from '../testing/thrown-error.spec-support';
import { Seat, type SeatEnd, Seats } from './seats';

function seat(participantId: string, end: (reason: SeatEnd) => void = () => undefined): Seat {
  return new Seat({ participantId, mealId: 'meal', connectionId: 'con' }, end);
}

describe('Seat', () => {
  it('takes a frame only where it is newer than the last', () => {
    const mine = seat('ann');
    mine.advance(0);
    mine.advance(5);
    for (const sequence of [5, 4, 0]) {
      expect(thrownBy(() => mine.advance(sequence))).toMatchObject({ code: 'frame_out_of_order' });
    }
    mine.advance(6);
  });
});

describe('Seats', () => {
  it('refuses who comes when all places are taken, as something that may pass', () => {
    const seats = new Seats(1, () => undefined);
    seats.take(seat('ann'));
    expect(thrownBy(() => seats.take(seat('bob')))).toMatchObject({ code: 'too_many_requests', retryable: true });
  });

  it('gives the seat of a participant to the newer socket, even when full, and tells the older one', () => {
    const left: string[] = [];
    const seats = new Seats(1, (participantId) => left.push(participantId));
    const told: string[] = [];
    const older = seat('ann', () => told.push('older'));
    const newer = seat('ann', () => told.push('newer'));
    seats.take(older);
    seats.take(newer);
    expect(told).toEqual(['older']);
    expect([seats.holds(older), seats.holds(newer)]).toEqual([false, true]);
    seats.leave(older);
    expect(left).toEqual([]);
    seats.leave(newer);
    seats.leave(newer);
    expect(left).toEqual(['ann']);
  });

  it('takes the seat of who withdrew the consent away, and nobody else’s', () => {
    const left: string[] = [];
    const ends: string[] = [];
    const seats = new Seats(2, (participantId) => left.push(participantId));
    const ann = seat('ann', (reason) => ends.push(`ann ${reason}`));
    const bob = seat('bob', (reason) => ends.push(`bob ${reason}`));
    seats.take(ann);
    seats.take(bob);
    seats.withdraw('ann');
    seats.withdraw('ann');
    seats.withdraw('carol');
    expect([left, ends]).toEqual([['ann'], ['ann withdrawn']]);
    expect([seats.holds(ann), seats.holds(bob)]).toEqual([false, true]);
  });

  it('refuses everybody once it is closed, as something that may pass', () => {
    const seats = new Seats(5, () => undefined);
    seats.close();
    expect(thrownBy(() => seats.take(seat('ann')))).toMatchObject({ code: 'not_ready', retryable: true });
  });

  it('never has more participants than places, and everybody who has none any more has left once', () => {
    const steps = fc.array(fc.record({ who: fc.nat(5), take: fc.boolean() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (moves, places) => {
        const inside = new Map<string, Seat>();
        const seats = new Seats(places, (participantId) => expect(inside.delete(participantId)).toBe(true));
        for (const { who, take } of moves) {
          const id = `p${who}`;
          const held = inside.get(id);
          if (!take && held) seats.leave(held);
          if (take && (held ?? inside.size < places)) {
            const taken = seat(id);
            seats.take(taken);
            inside.set(id, taken);
          }
          expect(seats.size).toBe(inside.size);
          expect(seats.size).toBeLessThanOrEqual(places);
        }
      }),
    );
  });
});
