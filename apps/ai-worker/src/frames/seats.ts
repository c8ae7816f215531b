import { ApplicationError, type Assignment, type AssignedParticipant } from '@bapsang/shared';
import { Reservations } from './reservations';
import type { Seat, SeatEnd } from './seat';

/** How a participant came to have no seat any more: of their own accord, or because it was taken away. */
export type SeatLeft = 'left' | SeatEnd;

/**
 * The places of a worker: at most one seat per participant, and never more participants, seated or expected, than places. Who
 * comes with a ticket although no place was kept is let in where there is room.
 */
export class Seats {
  private readonly taken = new Map<string, Seat>();
  private readonly reservations: Reservations;
  private closed = false;

  /**
   * @param places how many participants there is room for
   * @param left called when a participant has no seat any more; not when a newer socket takes over
   * @param now the api's clock, ms since the epoch
   */
  constructor(
    private readonly places: () => number,
    private readonly left: (seat: Seat, how: SeatLeft) => void,
    now: () => number,
  ) {
    this.reservations = new Reservations(now);
  }

  /** How many participants have a seat. */
  get size(): number {
    return this.taken.size;
  }

  /** For how many participants who have no seat a place is kept. */
  get reserved(): number {
    return this.reservations.kept().filter((participantId) => !this.taken.has(participantId)).length;
  }

  /** Everybody who has a seat. */
  get participants(): AssignedParticipant[] {
    return this.all.map(({ participant }) => participant);
  }

  /** All seats that are taken. */
  get all(): Seat[] {
    return [...this.taken.values()];
  }

  /**
   * Keeps a place for who is about to come.
   * @throws ApplicationError as {@link assertRoom}
   */
  reserve(assignment: Assignment): void {
    this.assertRoom(assignment.participantId);
    this.reservations.keep(assignment);
  }

  /** Gives the place that is kept for a participant back; a seat stays. */
  release(participantId: string): void {
    this.reservations.release(participantId);
  }

  /**
   * Whether there is room for a participant; who has a seat already may always take it over, and who is expected may come.
   * @throws ApplicationError `not_ready` when the worker is about to end, `too_many_requests` when it is full
   */
  assertRoom(participantId: string): void {
    if (this.closed) {
      throw new ApplicationError('not_ready', 'This worker is about to end. Ask the api for a ticket to another one.');
    }
    if (this.taken.has(participantId) || this.reservations.has(participantId)) return;
    if (this.size + this.reserved < this.places()) return;
    throw new ApplicationError('too_many_requests', 'This worker is full. Ask the api for a new ticket in a moment.');
  }

  /**
   * Gives a seat to its participant; an older one is replaced.
   * @throws ApplicationError as {@link assertRoom}
   */
  take(seat: Seat): void {
    const { participantId } = seat.participant;
    this.assertRoom(participantId);
    const older = this.taken.get(participantId);
    this.taken.set(participantId, seat);
    this.reservations.release(participantId);
    older?.end('replaced');
  }

  /** Whether a seat has neither been left nor replaced. */
  holds(seat: Seat): boolean {
    return this.taken.get(seat.participant.participantId) === seat;
  }

  /** Gives a seat back. Does nothing for one that was replaced or given back before. */
  leave(seat: Seat): void {
    this.giveBack(seat, 'left');
  }

  /** Takes the seat of a participant away, where there is one: the consent was withdrawn. */
  withdraw(participantId: string): void {
    const seat = this.taken.get(participantId);
    if (seat) this.end(seat, 'withdrawn');
  }

  /** Takes a seat away and ends its socket. */
  end(seat: Seat, reason: SeatEnd): void {
    this.giveBack(seat, reason);
    seat.end(reason);
  }

  /** Refuses everybody from now on, those too for whom places were kept. */
  close(): void {
    this.closed = true;
    this.reservations.clear();
  }

  private giveBack(seat: Seat, how: SeatLeft): void {
    if (!this.holds(seat)) return;
    this.taken.delete(seat.participant.participantId);
    this.left(seat, how);
  }
}
