import type { Participant, ParticipantClient } from '../sessions/participant';
import { randomRpcSessionId } from '../sessions/ids';
import type { Session } from '../sessions/session';
import { notificationText } from './rpc-envelope';
import type { RpcSocket } from './rpc-socket';
import { SerialQueue } from './serial-queue';

/** How long a participant whose socket is gone may take to come back, ms. */
export const RESUME_GRACE = 10_000;

/** How long a client that left may take to close its socket, ms. */
const LEFT_CLOSE_DELAY = 10_000;

/** Requests of one client that may wait for each other. */
const WAITING_REQUESTS = 200;

/** Notifications kept for a client that is away; the oldest go first. */
const KEPT_NOTIFICATIONS = 1_000;

/** Where a client is: in which session, as whom. */
export interface Seat {
  readonly session: Session;
  readonly participant: Participant;
}

/** What a client of the signalling has across its sockets: an id to come back with, a seat, and an order of requests. */
export class RpcSession implements ParticipantClient {
  readonly id = randomRpcSessionId();
  /** Requests run one after another. */
  readonly queue = new SerialQueue(WAITING_REQUESTS);
  private taken?: Seat;
  private missed: string[] = [];
  private grace?: NodeJS.Timeout;
  private socket?: RpcSocket;
  private over = false;

  /**
   * @param socket over which the first request came
   * @param ended called when the client can no longer come back
   */
  constructor(
    socket: RpcSocket,
    private readonly ended: (session: RpcSession) => void,
  ) {
    this.socket = socket;
  }

  /** The client's seat; nothing before it joined and after it left. */
  get seat(): Seat | undefined {
    return this.taken;
  }

  /** Whether the client has left, or is away for too long. */
  get isEnded(): boolean {
    return this.over;
  }

  /** The client has joined. */
  sitDown(seat: Seat): void {
    this.taken = seat;
    this.socket?.keepOpen();
    if (!this.socket) this.startGrace();
  }

  notify(method: string, params: object): void {
    const text = notificationText(method, params);
    if (this.socket?.send(text)) return;
    this.missed.push(text);
    if (this.missed.length > KEPT_NOTIFICATIONS) this.missed.shift();
  }

  left(): void {
    this.taken = undefined;
    this.socket?.closeIn(LEFT_CLOSE_DELAY, 'The participant has left');
    this.end();
  }

  /**
   * Continues over a new socket; the former one is closed and no longer counts.
   * @param answer tells the client that it may go on; what it missed follows
   */
  resume(socket: RpcSocket, answer: () => void): void {
    clearTimeout(this.grace);
    const former = this.socket;
    this.socket = socket;
    socket.keepOpen();
    if (former !== socket) former?.close(1000, 'Replaced by a new connection');
    answer();
    for (const text of this.missed.splice(0)) socket.send(text);
  }

  /** A socket is gone; the client has some time to come back with another one. */
  socketClosed(socket: RpcSocket): void {
    if (socket !== this.socket) return;
    this.socket = undefined;
    this.startGrace();
  }

  private startGrace(): void {
    if (!this.taken) {
      this.end();
      return;
    }
    const { session, participant } = this.taken;
    this.grace = setTimeout(() => void session.evict(participant, 'networkDisconnect'), RESUME_GRACE);
  }

  private end(): void {
    this.over = true;
    clearTimeout(this.grace);
    this.missed = [];
    this.ended(this);
  }
}
