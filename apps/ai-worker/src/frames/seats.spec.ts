import type { Assignment } from '@bapsang/shared';
import fc from 'fast-check';
import { thrownBy } from '../testing/thrown-error.spec-support';
import { Seat, type SeatEnd } from './seat';
import { Seats } from './seats';

function seat(participantId: string, end: (reason: SeatEnd) => void = () => undefined): Seat {
  const participant = { participantId, mealId: 'meal', connectionId: 'con', seal: 'seal' };
  return new Seat(participant, { end, move: () => undefined });
}

function assignment(participantId: string, expiresAt = 1000): Assignment {
  return { participantId, mealId: 'meal', connectionId: 'con', seal: 'seal', ticketId: 'ticket', expiresAt };
}

/** Seats of a worker whose api says that it is 0 o'clock. */
function seatsFor(places: number, left: (participantId: string) => void = () => undefined, now = () => 0): Seats {
  return new Seats(
    () => places,
    ({ participant }) => left(participant.participantId),
    now,
  );
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
  it('asks a browser to move, also once more, and says who has been asked', () => {
    let asked = 0;
    const mine = new Seat(assignment('ann'), { end: () => undefined, move: () => (asked += 1) });
    expect(mine.isMoving).toBe(false);
    mine.move();
    mine.move();
    expect([mine.isMoving, asked]).toEqual([true, 2]);
  });

  it('takes a bite for under way until it ends, or until no frame has come for a while', () => {
    const mine = seat('ann');
    expect(mine.isUnderWay(0)).toBe(false);
    mine.seen(true, 1000);
    expect([mine.isUnderWay(1000), mine.isUnderWay(9000)]).toEqual([true, false]);
    mine.seen(false, 1100);
    expect(mine.isUnderWay(1100)).toBe(false);
  });

  it('keeps the place of who is expected, for nobody else, until they come or it expires', () => {
    let now = 0;
    const seats = seatsFor(
      2,
      () => undefined,
      () => now,
    );
    seats.reserve(assignment('ann'));
    seats.take(seat('bob'));
    expect([seats.size, seats.reserved]).toEqual([1, 1]);
    expect(thrownBy(() => seats.take(seat('cho')))).toMatchObject({ code: 'too_many_requests' });
    expect(thrownBy(() => seats.reserve(assignment('cho')))).toMatchObject({ code: 'too_many_requests' });
    seats.reserve(assignment('ann', 2000));
    seats.take(seat('ann'));
    expect([seats.size, seats.reserved, seats.participants.length]).toEqual([2, 0, 2]);
    seats.withdraw('ann');
    seats.reserve(assignment('dan'));
    now = 1000;
    expect(seats.reserved).toBe(0);
    seats.reserve(assignment('eve', 2000));
    seats.release('eve');
    expect(seats.reserved).toBe(0);
  });

  it('counts a participant who has a seat and is expected again once', () => {
    const seats = seatsFor(2);
    seats.take(seat('ann'));
    seats.reserve(assignment('ann'));
    expect([seats.size, seats.reserved]).toEqual([1, 0]);
    seats.take(seat('bob'));
    expect(seats.size).toBe(2);
  });

  it('refuses who comes when all places are taken, as something that may pass', () => {
    const seats = seatsFor(1);
    seats.take(seat('ann'));
    expect(thrownBy(() => seats.take(seat('bob')))).toMatchObject({ code: 'too_many_requests', retryable: true });
  });

  it('gives the seat of a participant to the newer socket, even when full, and tells the older one', () => {
    const left: string[] = [];
    const seats = seatsFor(1, (participantId) => left.push(participantId));
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
    const seats = seatsFor(2, (participantId) => left.push(participantId));
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
    const seats = seatsFor(5);
    seats.close();
    expect(thrownBy(() => seats.take(seat('ann')))).toMatchObject({ code: 'not_ready', retryable: true });
    expect(thrownBy(() => seats.reserve(assignment('ann')))).toMatchObject({ code: 'not_ready' });
  });

  it('never has more participants than places, seated and expected, and everybody who has none any more has left once', () => {
    const steps = fc.array(fc.record({ who: fc.nat(5), act: fc.constantFrom('take', 'leave', 'reserve', 'release') }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (moves, places) => {
        const inside = new Map<string, Seat>();
        const seats = seatsFor(places, (participantId) => expect(inside.delete(participantId)).toBe(true));
        const expected = new Set<string>();
        for (const { who, act } of moves) {
          const id = `p${who}`;
          const held = inside.get(id);
          const hasRoom = new Set([...inside.keys(), ...expected, id]).size <= places;
          if (act === 'leave' && held) seats.leave(held);
          if (act === 'release') {
            seats.release(id);
            expected.delete(id);
          }
          if (act === 'reserve' && hasRoom) {
            seats.reserve(assignment(id));
            expected.add(id);
          }
          if (act === 'take' && hasRoom) {
            const taken = seat(id);
            seats.take(taken);
            inside.set(id, taken);
            expected.delete(id);
          }
          if ((act === 'take' || act === 'reserve') && !hasRoom)
            expect(thrownBy(() => seats.assertRoom(id))).toMatchObject({ code: 'too_many_requests' });
          expect(seats.size).toBe(inside.size);
          expect(seats.size + seats.reserved).toBe(new Set([...inside.keys(), ...expected]).size);
          expect(seats.size + seats.reserved).toBeLessThanOrEqual(places);
        }
      }),
    );
  });
});
