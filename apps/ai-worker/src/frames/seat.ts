import { ApplicationError, type AssignedParticipant } from '@bapsang/shared';

/** Why a seat is taken away. */
export type SeatEnd = 'replaced' | 'withdrawn' | 'moved';

/** Without a frame for so long nobody knows whether a bite is still under way, ms. */
const UNDER_WAY_FOR = 2000;

/** What a {@link Seat} can do to its socket. */
export interface SeatControls {
  /** Ends the socket. */
  readonly end: (reason: SeatEnd) => void;
  /** Asks the browser to go to another worker. */
  readonly move: () => void;
}

/** A participant with an open socket. */
export class Seat {
  private lastSequence = -1;
  private underWayUntil = -Infinity;
  private moving = false;

  /**
   * @param participant who sits here, from the ticket
   * @param traceparent of the trace in which the ticket was issued, where traces are written
   */
  constructor(
    readonly participant: AssignedParticipant,
    private readonly controls: SeatControls,
    readonly traceparent?: string,
  ) {}

  /** Whether the browser has been asked to go to another worker. */
  get isMoving(): boolean {
    return this.moving;
  }

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

  /**
   * Takes note of what a frame showed.
   * @param underWay whether a bite or a sip has begun and not ended
   * @param now ms, monotonic
   */
  seen(underWay: boolean, now: number): void {
    this.underWayUntil = underWay ? now + UNDER_WAY_FOR : -Infinity;
  }

  /**
   * Whether a bite or a sip has begun and not ended, as far as anybody knows.
   * @param now ms, monotonic
   */
  isUnderWay(now: number): boolean {
    return now < this.underWayUntil;
  }

  /** Asks the browser to go to another worker, again where it stayed because the api had none at the time. */
  move(): void {
    this.moving = true;
    this.controls.move();
  }

  /** Ends the socket. */
  end(reason: SeatEnd): void {
    this.controls.end(reason);
  }
}
