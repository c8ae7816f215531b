import type { Logger } from '@bapsang/server';
import type { TicketVerifier } from '../tickets/ticket-verifier';
import type { FramesSocket } from './frames-socket';
import { Seat, type Seats } from './seats';
import { toConnectError } from './socket-error';

/** The door: lets a socket in with a ticket, and binds the participant that the ticket names to it. */
export class FrameAdmission {
  constructor(
    private readonly tickets: TicketVerifier,
    private readonly seats: Seats,
    private readonly logger: Logger,
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
      const { sub: participantId, mealId, connectionId } = claims;
      const seat = new Seat({ participantId, mealId, connectionId }, () => this.replace(socket, participantId));
      this.seats.take(seat);
      socket.data.seat = seat;
      socket.conn.once('close', () => this.leave(socket));
      this.logger.info('participant.connected', { participantId, mealId, participants: this.seats.size });
    } catch (thrown) {
      const error = toConnectError(thrown, this.logger);
      this.logger.warn('participant.refused', { code: error.data.code });
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

  private replace(older: FramesSocket, participantId: string): void {
    this.logger.info('participant.replaced', { participantId });
    older.emit('replaced');
    older.disconnect(true);
  }
}
