import type { RawData, WebSocket } from 'ws';

/** A client that has not sent a ping for three of its intervals is taken for dead. */
const MISSED_PINGS = 3;

/** What openvidu-browser uses, ms. */
const DEFAULT_PING_INTERVAL = 5_000;

const LONGEST_PING_INTERVAL = 60_000;

/** A socket that belongs to no participant is closed after this time, ms. */
const IDLE_DEADLINE = 30_000;

/** More than this waiting to be sent means that nobody reads, bytes. */
const LARGEST_BACKLOG = 4 * 1024 * 1024;

/** What is done with what a socket brings. */
export interface RpcSocketOwner {
  received(text: string): void;
  closed(): void;
}

/** One WebSocket: sends texts, and closes itself when its client has gone silent or never joined. */
export class RpcSocket {
  private pingInterval = DEFAULT_PING_INTERVAL;
  private watchdog?: NodeJS.Timeout;
  private closeTimer?: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    /** The client's address. */
    readonly ip: string,
  ) {}

  /** Begins to read. */
  open(owner: RpcSocketOwner): void {
    this.socket.on('message', (data: RawData, isBinary: boolean) => {
      if (!isBinary && Buffer.isBuffer(data)) owner.received(data.toString());
    });
    this.socket.on('close', () => {
      clearTimeout(this.watchdog);
      clearTimeout(this.closeTimer);
      owner.closed();
    });
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
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.socket.bufferedAmount > LARGEST_BACKLOG) {
      this.socket.terminate();
      return false;
    }
    this.socket.send(text);
    return true;
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
  }

  private watch(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(
      () => this.close(1000, 'Close for not receive ping from client'),
      MISSED_PINGS * this.pingInterval,
    );
  }
}
