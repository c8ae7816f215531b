import type { Participant, ParticipantClient } from '../sessions/participant';
import { randomRpcSessionId } from '../sessions/ids';
import type { Session } from '../sessions/session';
import { notificationText } from './rpc-envelope';
import type { RpcSocket } from './rpc-socket';
import { SerialQueue } from './serial-queue';
import { UnacknowledgedTexts } from './unacknowledged-texts';

/** How long a participant whose socket is gone may take to come back, ms. */
export const RESUME_GRACE = 10_000;

/** How long a client that left may take to close its socket, ms. */
const LEFT_CLOSE_DELAY = 10_000;

/** Requests of one client that may wait for each other. */
const WAITING_REQUESTS = 200;

/** What is kept for a client that is away, or may be. */
const KEPT_NOTIFICATIONS = { texts: 1_000, characters: 1024 * 1024 };

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
  private readonly notifications = new UnacknowledgedTexts(KEPT_NOTIFICATIONS);
  private taken?: Seat;
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

  notify(method: string, params: object, isLasting = true): void {
    const text = notificationText(method, params);
    if (!isLasting) {
      this.socket?.send(text);
      return;
    }
    this.notifications.add(text);
    this.socket?.sendNumbered(text, this.notifications.newest);
  }

  /**
   * What was sent over a socket up to and including a number has arrived. What an earlier socket says no longer counts:
   * it was sent again.
   */
  acknowledged(socket: RpcSocket, number: number): void {
    if (socket === this.socket) this.notifications.acknowledge(number);
  }

  left(): void {
    this.taken = undefined;
    this.socket?.closeIn(LEFT_CLOSE_DELAY, 'The participant has left');
    this.end();
  }

  /**
   * Continues over a new socket; the former one is closed and no longer counts.
   * @param answer tells the client that it may go on; what it may have missed follows
   */
  resume(socket: RpcSocket, answer: () => void): void {
    clearTimeout(this.grace);
    const former = this.socket;
    this.socket = socket;
    socket.keepOpen();
    answer();
    if (former === socket) return;
    former?.close(1000, 'Replaced by a new connection');
    const { texts, newest } = this.notifications;
    texts.forEach((text, index) => socket.sendNumbered(text, newest - texts.length + 1 + index));
    this.taken?.participant.receiving.back();
  }

  /** A socket is gone; the client has some time to come back with another one. */
  socketClosed(socket: RpcSocket): void {
    if (socket !== this.socket) return;
    this.socket = undefined;
    this.startGrace();
  }

  /** The client ends its session itself, without leaving the room first: nobody comes back. */
  abandon(): void {
    if (this.taken) void this.taken.session.evict(this.taken.participant, 'networkDisconnect');
    else this.end();
  }

  private startGrace(): void {
    if (!this.taken) {
      this.end();
      return;
    }
    const { session, participant } = this.taken;
    participant.receiving.away();
    clearTimeout(this.grace);
    this.grace = setTimeout(() => void session.evict(participant, 'networkDisconnect'), RESUME_GRACE);
  }

  private end(): void {
    this.over = true;
    clearTimeout(this.grace);
    this.notifications.clear();
    this.ended(this);
  }
}
