import {
  ApplicationError,
  type ErrorCode,
  type FrameHeader,
  type FrameReply,
  type RecognitionGrant,
} from '@bapsang/shared';
import { signal } from '@preact/signals';
import { settle } from '../time/manual-clock';
import type { FrameSocket, SocketEnd } from './frame-socket';

/** The recognition server's end, by hand: it answers when it is told to. */
export class WorkerEnd implements FrameSocket {
  readonly frames: FrameHeader[] = [];
  readonly moves = signal(0);
  readonly #gone = new AbortController();
  #pending: { readonly answer: (reply: FrameReply) => void; readonly fail: (error: Error) => void } | undefined;
  /** Whether the page gave the socket up. */
  closed = false;
  /** How many frames were looked at. */
  accepted = 0;
  /** Whether it was gone, silent or refused a frame at some time, so that the page may give it up for that. */
  failed = false;

  constructor(
    readonly ticket: string,
    readonly url = 'http://localhost:5001',
  ) {}

  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** Whether a frame awaits its acknowledgement. */
  get waiting(): boolean {
    return this.#pending !== undefined;
  }

  send(header: FrameHeader): Promise<FrameReply> {
    if (this.#pending) throw new Error('A second frame was sent before the first was acknowledged.');
    this.frames.push(header);
    return new Promise((answer, fail) => (this.#pending = { answer, fail }));
  }

  async accept(framesPerSecond = 10, heldFor = 0, underWay = false): Promise<void> {
    this.accepted += 1;
    const sequence = this.frames.at(-1)?.sequence ?? 0;
    await this.reply({ accepted: true, sequence, framesPerSecond, heldFor, face: null, underWay });
  }

  async refuse(code: ErrorCode): Promise<void> {
    this.failed = true;
    const error = new ApplicationError(code, 'Refused.').toBody();
    await this.reply({ accepted: false, sequence: 0, framesPerSecond: 10, heldFor: 0, error });
  }

  async reply(reply: FrameReply): Promise<void> {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.answer(reply);
    await settle();
  }

  /** Wants the participant elsewhere. */
  async move(): Promise<void> {
    this.moves.value += 1;
    await settle();
  }

  async end(reason: SocketEnd): Promise<void> {
    this.failed = true;
    this.#gone.abort(reason);
    this.#fail('The socket is gone.');
    await settle();
  }

  /** No acknowledgement came in time. */
  async fallSilent(): Promise<void> {
    this.failed = true;
    this.#fail('operation has timed out');
    await settle();
  }

  close(): void {
    this.closed = true;
    this.#gone.abort('lost');
    this.#fail('The socket is gone.');
  }

  #fail(message: string): void {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.fail(new Error(message));
  }
}

/** A ticket for a recognition server. */
export function grant(ticket: string, url = 'http://localhost:5001'): RecognitionGrant {
  return { url, ticket, expiresAt: 0, maxFrameBytes: 65_536, framesPerSecond: 5, width: 320, height: 240 };
}
