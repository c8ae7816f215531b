import type { AssignedParticipant, ConsentWithdrawal, ErrorCode } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import type { TicketVerifier } from '../tickets/ticket-verifier';
import type { FramesSocket } from './frames-socket';
import { Seat, type SeatEnd } from './seat';
import type { Seats } from './seats';
import { toConnectError } from './socket-error';

/** The door: lets a socket in with a ticket, and binds the participant that the ticket names to it. */
export class FrameAdmission {
  /** @param refused called for every socket that is not let in, with the reason */
  constructor(
    private readonly tickets: TicketVerifier,
    private readonly seats: Seats,
    private readonly logger: Logger,
    private readonly refused: (code: ErrorCode) => void,
  ) {}

  /**
   * Checks the ticket in the handshake, uses it up and gives the socket a seat.
   * @throws ConnectError with the `ErrorBody` to send as its `data`
   */
  async admit(socket: FramesSocket): Promise<void> {
    try {
      const claims = await this.tickets.verify(socket.handshake.auth.ticket);
      // A socket that closed meanwhile would never give its seat back.
      if (socket.conn.readyState !== 'open') return;
      this.seats.assertRoom(claims.sub);
      this.tickets.use(claims);
      const { sub: participantId, mealId, connectionId, seal } = claims;
      const seat = this.seatFor(socket, { participantId, mealId, connectionId, seal });
      this.seats.take(seat);
      socket.data.seat = seat;
      socket.conn.once('close', () => this.leave(socket));
      this.logger.info('participant.connected', { participantId, mealId, participants: this.seats.size });
    } catch (thrown) {
      const error = toConnectError(thrown, this.logger);
      this.logger.warn('participant.refused', { code: error.data.code });
      this.refused(error.data.code);
      throw error;
    }
  }

  /** Gives the seat of a socket back. */
  leave(socket: FramesSocket): void {
    const seat = socket.data.seat;
    if (!seat || !this.seats.holds(seat)) return;
    this.seats.leave(seat);
    const { participantId, mealId } = seat.participant;
    this.logger.info('participant.disconnected', { participantId, mealId, participants: this.seats.size });
  }

  /** Closes the socket of a participant who withdrew the consent, and refuses the tickets that were signed until then. */
  withdraw(withdrawal: ConsentWithdrawal): void {
    this.tickets.withdraw(withdrawal);
    this.seats.withdraw(withdrawal.participantId);
  }

  private seatFor(socket: FramesSocket, participant: AssignedParticipant): Seat {
    return new Seat(participant, {
      end: (reason) => this.end(socket, participant.participantId, reason),
      move: () => void socket.emit('move'),
    });
  }

  private end(socket: FramesSocket, participantId: string, reason: SeatEnd): void {
    this.logger.info(`participant.${reason}`, { participantId });
    if (reason === 'replaced') socket.emit('replaced');
    socket.disconnect(true);
  }
}
