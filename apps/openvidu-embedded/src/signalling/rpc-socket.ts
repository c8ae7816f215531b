import type { RawData, WebSocket } from 'ws';
import type { FloodGuard } from './flood-guard';
import { Receipts } from './receipts';

/** A client that has not sent a ping for three of its intervals is taken for dead. */
const MISSED_PINGS = 3;

/** What openvidu-browser uses, ms. */
const DEFAULT_PING_INTERVAL = 5_000;

const LONGEST_PING_INTERVAL = 60_000;

/** A socket that belongs to no participant is closed after this time, ms. */
const IDLE_DEADLINE = 30_000;

/** How long a client may take to answer a close before its connection is cut, ms. */
const CLOSE_DEADLINE = 2_000;

/** More than this waiting to be sent means that nobody reads, bytes. */
const LARGEST_BACKLOG = 4 * 1024 * 1024;

/** What is done with what a socket brings. */
export interface RpcSocketOwner {
  received(text: string): void;
  /** As {@link received}, but there was too much lately: it must not be served. */
  refused(text: string): void;
  /** Everything that was sent up to and including a number ({@link RpcSocket.sendNumbered}) has arrived. */
  acknowledged(number: number): void;
  closed(): void;
}

/** One WebSocket: sends texts, and closes itself when its client has gone silent, never joined, or floods it. */
export class RpcSocket {
  private readonly receipts: Receipts;
  private owner?: RpcSocketOwner;
  private pingInterval = DEFAULT_PING_INTERVAL;
  private watchdog?: NodeJS.Timeout;
  private closeTimer?: NodeJS.Timeout;
  private cutTimer?: NodeJS.Timeout;

  /** @param socket one that does not answer pings by itself: here they count as much as any other frame */
  constructor(
    private readonly socket: WebSocket,
    /** The client's address. */
    readonly ip: string,
    private readonly guard: FloodGuard,
  ) {
    this.receipts = new Receipts(
      (payload) => this.ping(payload),
      (number) => this.owner?.acknowledged(number),
    );
  }

  /** Begins to read. */
  open(owner: RpcSocketOwner): void {
    this.owner = owner;
    this.socket.on('message', (data: RawData, isBinary: boolean) => this.message(data, isBinary));
    this.socket.on('ping', (payload: Buffer) => {
      if (this.admit() && this.canSend()) this.socket.pong(payload);
    });
    this.socket.on('pong', (payload: Buffer) => {
      if (!this.receipts.pong(payload.toString())) this.admit();
    });
    this.socket.on('close', () => this.closed());
    // A fault of the socket (a frame that is too large, for example) is followed by its close.
    this.socket.on('error', () => undefined);
    this.watch();
    this.closeIn(IDLE_DEADLINE, 'Nobody joined over this connection');
  }

  /**
   * The client is alive.
   * @param interval what it promises as its period, ms; nothing keeps the former
   */
  pinged(interval?: number): void {
    if (interval !== undefined && interval > 0) this.pingInterval = Math.min(interval, LONGEST_PING_INTERVAL);
    this.watch();
  }

  /** Returns false when the socket is no longer open. */
  send(text: string): boolean {
    if (!this.canSend()) return false;
    this.socket.send(text);
    return true;
  }

  /**
   * Sends a text and lets the owner know when it has arrived.
   * @param number greater than that of the text before
   */
  sendNumbered(text: string, number: number): void {
    if (this.send(text)) this.receipts.sent(number);
  }

  /** Closes later, unless {@link keepOpen} is called before. */
  closeIn(delay: number, reason: string): void {
    clearTimeout(this.closeTimer);
    this.closeTimer = setTimeout(() => this.close(1000, reason), delay);
  }

  /** The socket has a participant: it stays open. */
  keepOpen(): void {
    clearTimeout(this.closeTimer);
  }

  /** Closes, and cuts the connection when the client does not answer that. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
    this.cutTimer ??= setTimeout(() => this.socket.terminate(), CLOSE_DEADLINE);
  }

  private message(data: RawData, isBinary: boolean): void {
    const isServed = this.admit();
    if (isBinary || !Buffer.isBuffer(data) || this.socket.readyState !== this.socket.OPEN) return;
    if (isServed) this.owner?.received(data.toString());
    else this.owner?.refused(data.toString());
  }

  /** Whether a frame may be served; a flood ends the socket. */
  private admit(): boolean {
    const admission = this.guard.admit(performance.now());
    if (admission === 'flooding') this.close(1008, 'Too many requests');
    return admission === 'served';
  }

  private canSend(): boolean {
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount <= LARGEST_BACKLOG) return true;
    this.socket.terminate();
    return false;
  }

  private ping(payload: string): void {
    if (this.canSend()) this.socket.ping(payload);
  }

  private closed(): void {
    clearTimeout(this.watchdog);
    clearTimeout(this.closeTimer);
    clearTimeout(this.cutTimer);
    this.receipts.close();
    this.owner?.closed();
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(
      () => this.close(1000, 'Close for not receive ping from client'),
      MISSED_PINGS * this.pingInterval,
    );
  }
}
