import { ApplicationError } from '@bapsang/shared';
import type { ReportSubject } from '../reports/participant-reporter';

/** Why a seat is taken away. */
export type SeatEnd = 'replaced' | 'withdrawn';

/** A participant with an open socket. */
export class Seat {
  private lastSequence = -1;

  /**
   * @param participant who sits here, from the ticket
   * @param end ends the socket: a newer one of the same participant takes the seat over, or the consent was withdrawn
   */
  constructor(
    readonly participant: ReportSubject,
    readonly end: (reason: SeatEnd) => void,
  ) {}

  /**
   * Takes note of a frame's sequence.
   * @throws ApplicationError `frame_out_of_order` where it is not newer than the last
   */
  advance(sequence: number): void {
    if (sequence <= this.lastSequence) {
      throw new ApplicationError('frame_out_of_order', `Frame ${sequence} is not newer than ${this.lastSequence}.`);
    }
    this.lastSequence = sequence;
  }
}

/** The places of a worker: at most one seat per participant, at most so many participants. */
export class Seats {
  private readonly taken = new Map<string, Seat>();
  private closed = false;

  /**
   * @param places how many participants there is room for
   * @param left called when a participant has no seat any more; not when a newer socket takes over
   */
  constructor(
    private readonly places: number,
    private readonly left: (participantId: string) => void,
  ) {}

  /** How many participants have a seat. */
  get size(): number {
    return this.taken.size;
  }

  /**
   * Whether there is room for a participant; who has a seat already may always take it over.
   * @throws ApplicationError `not_ready` when the worker is about to end, `too_many_requests` when it is full
   */
  assertRoom(participantId: string): void {
    if (this.closed) {
      throw new ApplicationError('not_ready', 'This worker is about to end. Ask the api for a ticket to another one.');
    }
    if (this.taken.has(participantId) || this.taken.size < this.places) return;
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
    older?.end('replaced');
  }

  /** Whether a seat has neither been left nor replaced. */
  holds(seat: Seat): boolean {
    return this.taken.get(seat.participant.participantId) === seat;
  }

  /** Gives a seat back. Does nothing for one that was replaced or given back before. */
  leave(seat: Seat): void {
    if (!this.holds(seat)) return;
    this.taken.delete(seat.participant.participantId);
    this.left(seat.participant.participantId);
  }

  /** Takes the seat of a participant away, where there is one: the consent was withdrawn. */
  withdraw(participantId: string): void {
    const seat = this.taken.get(participantId);
    if (!seat) return;
    this.leave(seat);
    seat.end('withdrawn');
  }

  /** Refuses everybody from now on. */
  close(): void {
    this.closed = true;
  }
}
