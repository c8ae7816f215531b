import type { AssignedParticipant, ConsentWithdrawal, ErrorCode, FrameTicketClaims } from '@bapsang/shared';
import type { Logger, Tracing } from '@bapsang/server';
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
    private readonly tracing: Tracing,
    private readonly logger: Logger,
    private readonly refused: (code: ErrorCode) => void,
  ) {}

  /**
   * Checks the ticket in the handshake, uses it up and gives the socket a seat.
   * @throws ConnectError with the `ErrorBody` to send as its `data`
   */
  async admit(socket: FramesSocket): Promise<void> {
    let correlationId: string | undefined;
    try {
      const claims = await this.tickets.read(socket.handshake.auth.ticket);
      ({ correlationId } = claims);
      const { traceparent: parent } = claims;
      // eslint-disable-next-line @typescript-eslint/require-await -- what opens a seat never waits, so that nobody comes between
      await this.tracing.trace('seat.open', { parent, correlationId }, async () => this.seatAt(socket, claims));
    } catch (thrown) {
      const error = toConnectError(thrown, this.logger, correlationId);
      this.logger.warn('participant.refused', { correlationId, code: error.data.code });
      this.refused(error.data.code);
      throw error;
    }
  }

  /** Gives the seat of a socket back. */
  leave(socket: FramesSocket): void {
    const seat = socket.data.seat;
    if (!seat || !this.seats.holds(seat)) return;
    this.seats.leave(seat);
    const { participantId, correlationId } = seat.participant;
    this.logger.info('participant.disconnected', { participantId, correlationId, participants: this.seats.size });
  }

  /** Closes the socket of a participant who withdrew the consent, and refuses the tickets that were signed until then. */
  withdraw(withdrawal: ConsentWithdrawal): void {
    this.tickets.withdraw(withdrawal);
    this.seats.withdraw(withdrawal.participantId);
  }

  private seatAt(socket: FramesSocket, claims: FrameTicketClaims): void {
    this.tickets.assertUsable(claims);
    // A socket that closed meanwhile would never give its seat back.
    if (socket.conn.readyState !== 'open') return;
    this.seats.assertRoom(claims.sub);
    this.tickets.use(claims);
    const { sub: participantId, mealId, connectionId, seal, correlationId, traceparent } = claims;
    const seat = this.seatFor(socket, { participantId, mealId, connectionId, seal, correlationId }, traceparent);
    this.seats.take(seat);
    socket.data.seat = seat;
    socket.conn.once('close', () => this.leave(socket));
    this.logger.info('participant.connected', { participantId, correlationId, participants: this.seats.size });
  }

  private seatFor(socket: FramesSocket, participant: AssignedParticipant, traceparent: string | undefined): Seat {
    const { participantId, correlationId } = participant;
    const controls = {
      end: (reason: SeatEnd) => this.end(socket, participant, reason),
      move: () => {
        this.logger.info('participant.asked-to-move', { participantId, correlationId });
        socket.emit('move');
      },
    };
    return new Seat(participant, controls, traceparent);
  }

  private end(socket: FramesSocket, participant: AssignedParticipant, reason: SeatEnd): void {
    const { participantId, correlationId } = participant;
    this.logger.info(`participant.${reason}`, { participantId, correlationId });
    if (reason === 'replaced') socket.emit('replaced');
    socket.disconnect(true);
  }
}
