import { ApplicationError, type ConsentWithdrawal, FrameTicketClaims, parse } from '@bapsang/shared';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { UsedTickets } from './used-tickets';
import { WithdrawnConsents } from './withdrawn-consents';

const ASK_AGAIN = 'Ask the api for a new ticket and connect with that.';

/** Checks the tickets with which browsers open sockets for frames. */
export class TicketVerifier {
  private readonly secrets: readonly Uint8Array[];
  private readonly used = new UsedTickets();
  private readonly withdrawn = new WithdrawnConsents();

  /**
   * @param workerId the worker that a ticket must name
   * @param secrets those shared with the api; a ticket may be signed with any of them
   * @param now the api's clock, ms since the epoch
   */
  constructor(
    private readonly workerId: string,
    secrets: readonly string[],
    private readonly now: () => number = Date.now,
  ) {
    this.secrets = secrets.map((secret) => new TextEncoder().encode(secret));
  }

  /**
   * Reads a ticket that the api made: checks signature, expiry and claims. Whether it opens anything here {@link assertUsable} tells.
   * @param ticket whatever the handshake carried
   * @throws ApplicationError `ticket_invalid` or `ticket_expired`
   */
  async read(ticket: unknown): Promise<FrameTicketClaims> {
    if (typeof ticket !== 'string') {
      throw new ApplicationError('ticket_invalid', `The handshake carries no ticket. ${ASK_AGAIN}`);
    }
    return this.readClaims(await this.readSigned(ticket));
  }

  /**
   * Whether a ticket opens a socket here, now. Does not use it up.
   * @throws ApplicationError `ticket_foreign`, `ticket_used`, or `ticket_invalid` where the consent has been withdrawn
   */
  assertUsable(claims: FrameTicketClaims): void {
    if (claims.aud !== this.workerId) {
      throw new ApplicationError('ticket_foreign', `The ticket is for another worker. ${ASK_AGAIN}`);
    }
    if (this.withdrawn.voids(claims)) {
      throw new ApplicationError('ticket_invalid', 'The consent for which the ticket was made has been withdrawn.');
    }
    if (!this.used.has(claims.jti)) return;
    throw new ApplicationError('ticket_used', `The ticket has opened a socket before. ${ASK_AGAIN}`);
  }

  /**
   * Uses a ticket up, at once: of two sockets with the same ticket only one gets through.
   * @param claims what {@link read} returned
   * @throws ApplicationError as {@link assertUsable}
   */
  use(claims: FrameTicketClaims): void {
    this.assertUsable(claims);
    this.used.add(claims, this.now());
  }

  /** Refuses every ticket that was signed until a participant withdrew the consent. */
  withdraw(withdrawal: ConsentWithdrawal): void {
    this.withdrawn.add(withdrawal, this.now());
  }

  private async readSigned(ticket: string): Promise<JWTPayload> {
    let foreign: unknown;
    for (const secret of this.secrets) {
      try {
        const options = { algorithms: ['HS256'], currentDate: new Date(this.now()) };
        return (await jwtVerify(ticket, secret, options)).payload;
      } catch (error) {
        // The signature is good, so no other secret has to be tried.
        if (error instanceof errors.JWTExpired) {
          throw new ApplicationError('ticket_expired', `The ticket has expired. ${ASK_AGAIN}`);
        }
        foreign = error;
      }
    }
    throw new ApplicationError('ticket_invalid', `The ticket is not one of ours. ${ASK_AGAIN}`, { cause: foreign });
  }

  private readClaims(payload: JWTPayload): FrameTicketClaims {
    try {
      return parse(FrameTicketClaims, payload);
    } catch (error) {
      throw new ApplicationError('ticket_invalid', `The ticket lacks claims. ${ASK_AGAIN}`, { cause: error });
    }
  }
}
