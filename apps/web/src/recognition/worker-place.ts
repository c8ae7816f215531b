import type { FrameReply, RecognitionGrant } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../time/clock';
import { roundOf } from './frame-round';
import type { FrameSource } from './frame-sampler';
import type { FrameSocket, SocketEnd } from './frame-socket';

/** What a {@link WorkerPlace} works with. */
export interface WorkerPlaceParts {
  readonly source: FrameSource;
  readonly clock: Clock;
}

/** Bounds of the pace that an acknowledgement can ask for, frames a second. */
const SLOWEST_PACE = 0.2;
const FASTEST_PACE = 30;

/** Refusals of a frame after which only a fresh ticket can help. */
const PLACE_REFUSALS: readonly string[] = [
  'unauthorized',
  'ticket_invalid',
  'ticket_expired',
  'ticket_used',
  'ticket_foreign',
  'not_ready',
];
const WEIGHT_REFUSALS: readonly string[] = ['frame_too_large', 'payload_too_large'];

/** A place that the participant has at one recognition server: takes pictures and sends them there, one at a time. */
export class WorkerPlace {
  readonly #socket: FrameSocket;
  readonly #grant: RecognitionGrant;
  readonly #parts: WorkerPlaceParts;
  readonly #lost = new AbortController();
  #asked: number;
  #sequence = 0;
  #begun: number;
  #underWay = false;
  readonly #movesAnswered = signal(0);

  /** Whether the recognition server wants the participant elsewhere. */
  readonly unwanted: ReadonlySignal<boolean> = computed(() => this.#socket.moves.value > this.#movesAnswered.value);

  /** When it was opened, ms since the epoch. */
  readonly openedAt: number;

  /** @param socket open, with the ticket of the grant */
  constructor(socket: FrameSocket, grant: RecognitionGrant, parts: WorkerPlaceParts) {
    this.#socket = socket;
    this.#grant = grant;
    this.#parts = parts;
    this.#asked = grant.framesPerSecond;
    this.openedAt = parts.clock.now();
    this.#begun = this.openedAt;
    if (socket.gone.aborted) this.#lost.abort();
    socket.gone.addEventListener('abort', () => this.#lost.abort(), { signal: this.#lost.signal });
  }

  /** Address of the recognition server. */
  get url(): string {
    return this.#grant.url;
  }

  /** Aborted when it is of no use any more: the socket is gone, an acknowledgement did not come, or the place is refused. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Whether the last frame showed that a bite or sip may be under way. */
  get underWay(): boolean {
    return this.#underWay;
  }

  /** Whether another window of the same participant took over. */
  get replaced(): boolean {
    return this.#socket.gone.reason === ('replaced' satisfies SocketEnd);
  }

  /**
   * Takes a picture, sends it and waits for the acknowledgement. Never rejects: where that fails the place is lost.
   * @param wanted whether the picture may still be sent once it is encoded
   * @returns undefined where nothing was sent, or the place was lost
   */
  async sendFrame(wanted: () => boolean): Promise<FrameReply | undefined> {
    const { clock, source } = this.#parts;
    const isLost = (): boolean => this.lost.aborted;
    const begun = clock.now();
    this.#begun = begun;
    const frame = await source.capture(this.#grant);
    const encoding = clock.now() - begun;
    if (!frame || !wanted() || isLost()) return undefined;
    const { capturedAt, part } = frame;
    const header = { sequence: this.#sequence, capturedAt, ...(part && { part }) };
    this.#sequence += 1;
    const reply = await this.#socket.send(header, frame.jpeg).catch(() => undefined);
    if (!reply) this.#lost.abort();
    if (!reply || isLost()) return undefined;
    if (!reply.accepted && PLACE_REFUSALS.includes(reply.error.code)) {
      this.#lost.abort();
      return undefined;
    }
    if (!reply.accepted && WEIGHT_REFUSALS.includes(reply.error.code)) source.lowerQuality();
    this.#asked = boundPace(reply.framesPerSecond, this.#asked);
    if (reply.accepted) this.#underWay = reply.underWay === true;
    source.learn(roundOf(reply, { begun, encoding, at: clock.now(), asked: this.#asked }));
    return reply;
  }

  /** Waits until the next frame is due, or the place is lost. */
  async untilDue(): Promise<void> {
    const { clock, source } = this.#parts;
    const interval = 1000 / source.paceFor(this.#asked);
    await clock.sleep(Math.max(0, interval - (clock.now() - this.#begun)), this.lost);
  }

  /** The participant stays although the recognition server wanted otherwise; it can say so again. */
  stay(): void {
    this.#movesAnswered.value = this.#socket.moves.peek();
  }

  /** Gives the place up. */
  close(): void {
    this.#socket.close();
    this.#lost.abort();
  }
}

function boundPace(asked: number, present: number): number {
  if (!Number.isFinite(asked)) return present;
  return Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, asked));
}
