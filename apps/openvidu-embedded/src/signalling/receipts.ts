/**
 * Learns how far the other end of a socket has received what was sent, with WebSocket pings that carry a number: browsers
 * answer each with a pong of the same payload by themselves (RFC 6455, section 5.5.3). One ping is under way at a time.
 */
export class Receipts {
  private wanted = 0;
  private asked = 0;
  private confirmed = 0;
  private scheduled?: NodeJS.Immediate;

  /**
   * @param ping sends a ping
   * @param received everything up to and including a number has arrived
   */
  constructor(
    private readonly ping: (payload: string) => void,
    private readonly received: (number: number) => void,
  ) {}

  /** A text has been sent; its number is greater than those before. Texts sent in one go are asked about together. */
  sent(number: number): void {
    this.wanted = number;
    if (this.asked === this.confirmed) this.scheduled ??= setImmediate(() => this.ask());
  }

  /** A pong has come. Returns whether it is the one that was awaited. */
  pong(payload: string): boolean {
    if (this.asked === this.confirmed || payload !== String(this.asked)) return false;
    this.confirmed = this.asked;
    this.received(this.confirmed);
    if (this.wanted > this.confirmed) this.sent(this.wanted);
    return true;
  }

  /** Asks no more. */
  close(): void {
    clearImmediate(this.scheduled);
    this.scheduled = undefined;
  }

  private ask(): void {
    this.scheduled = undefined;
    this.asked = this.wanted;
    this.ping(String(this.asked));
  }
}
