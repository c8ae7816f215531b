import {
  type FrameReply,
  isGranted,
  type RecognitionAnswer,
  type RecognitionGrant,
  type RecognitionUnavailableReason,
} from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import { roundOf } from './frame-round';
import type { FrameSource } from './frame-sampler';
import type { FrameSocket, OpenFrameSocket, SocketEnd } from './frame-socket';
import type { RecognitionStatus } from './recognition-status';
import { untilTrue } from './until';

/** What a link works with. */
export interface RecognitionLinkParts {
  readonly source: FrameSource;
  readonly openSocket: OpenFrameSocket;
  /** Asks the api for a fresh ticket. */
  readonly renew: () => Promise<RecognitionAnswer>;
  /** Whether there is something to look at: the tab is visible and the camera on. */
  readonly watching: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/** Bounds of the pace that an acknowledgement can ask for, frames a second. */
const SLOWEST_PACE = 0.2;
const FASTEST_PACE = 30;

const TICKET_REFUSALS: readonly string[] = [
  'unauthorized',
  'ticket_invalid',
  'ticket_expired',
  'ticket_used',
  'ticket_foreign',
];
const WEIGHT_REFUSALS: readonly string[] = ['frame_too_large', 'payload_too_large'];

/**
 * Sends frames to the recognition server for as long as the participant sits at the table: one at a time, always the newest,
 * at the pace of the acknowledgements. Whatever breaks, it asks for a fresh ticket and goes on.
 */
export class RecognitionLink {
  readonly #parts: RecognitionLinkParts;
  readonly #status = signal<RecognitionStatus>({ state: 'starting' });
  readonly #closing = new AbortController();
  readonly #backoff = new Backoff();
  readonly #ended: Promise<void>;

  /** @param first the answer that came with joining */
  constructor(parts: RecognitionLinkParts, first: RecognitionAnswer) {
    this.#parts = parts;
    this.#ended = this.#run(first);
  }

  get status(): ReadonlySignal<RecognitionStatus> {
    return this.#status;
  }

  /** Ends the socket and every timer at once. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#ended;
  }

  async #run(first: RecognitionAnswer): Promise<void> {
    let answer: RecognitionAnswer | undefined = first;
    while (!this.#closing.signal.aborted) {
      if (answer && !isGranted(answer) && this.#isFinal(answer.unavailable)) return;
      if (!this.#parts.watching.value) {
        this.#status.value = { state: 'paused', reason: 'resting' };
        await untilTrue(this.#parts.watching, this.#closing.signal);
        // The ticket has grown old meanwhile.
        answer = undefined;
        continue;
      }
      answer ??= await this.#renew();
      if (answer && isGranted(answer)) {
        if ((await this.#serve(answer)) === 'replaced') return;
      } else if (answer) {
        if (this.#isFinal(answer.unavailable)) return;
        this.#pause(answer.unavailable === 'no_room' ? 'full' : 'lost');
      }
      answer = undefined;
      await this.#parts.clock.sleep(this.#backoff.next(), this.#closing.signal);
    }
  }

  /** Whether a reason will not pass by waiting; it then becomes the status. */
  #isFinal(reason: RecognitionUnavailableReason): boolean {
    if (reason !== 'not_agreed' && reason !== 'switched_off') return false;
    this.#status.value = { state: 'off', reason };
    return true;
  }

  async #renew(): Promise<RecognitionAnswer | undefined> {
    try {
      return await this.#parts.renew();
    } catch {
      this.#pause('lost');
      return undefined;
    }
  }

  async #serve(grant: RecognitionGrant): Promise<SocketEnd> {
    // The participant may have left while the ticket was on its way.
    if (this.#closing.signal.aborted) return 'lost';
    let socket: FrameSocket;
    try {
      socket = await this.#parts.openSocket(grant.url, grant.ticket, this.#closing.signal);
    } catch {
      this.#pause('lost');
      return 'lost';
    }
    try {
      await this.#sendFrames(socket, grant);
    } catch {
      // No acknowledgement, or the socket went while one was awaited: both mean that it is lost.
    } finally {
      socket.close();
    }
    const replaced = socket.gone.reason === ('replaced' satisfies SocketEnd);
    this.#pause(replaced ? 'replaced' : 'lost');
    return replaced ? 'replaced' : 'lost';
  }

  async #sendFrames(socket: FrameSocket, grant: RecognitionGrant): Promise<void> {
    const { clock, source, watching } = this.#parts;
    const ending = AbortSignal.any([socket.gone, this.#closing.signal]);
    let asked = grant.framesPerSecond;
    const over = (): boolean => ending.aborted;
    for (let sequence = 0; !over(); sequence += 1) {
      if (!watching.value) {
        this.#pause('resting');
        await untilTrue(watching, ending);
        continue;
      }
      const begun = clock.now();
      const frame = await source.capture(grant);
      const encoding = clock.now() - begun;
      // The tab may have been hidden, or the camera turned off, while the picture was encoded.
      if (frame && watching.peek() && !over()) {
        const { capturedAt, part } = frame;
        const reply = await socket.send({ sequence, capturedAt, ...(part && { part }) }, frame.jpeg);
        if (over() || !this.#goesOn(reply)) return;
        asked = boundPace(reply.framesPerSecond, asked);
        source.learn(roundOf(reply, { begun, encoding, at: clock.now(), asked }));
      }
      await clock.sleep(Math.max(0, 1000 / source.paceFor(asked) - (clock.now() - begun)), ending);
    }
  }

  /** Takes an acknowledgement in; false where only a fresh ticket can help. */
  #goesOn(reply: FrameReply): boolean {
    if (reply.accepted) {
      this.#backoff.reset();
      const sparing = this.#parts.source.sparing.peek();
      this.#status.value = sparing ? { state: 'active', sparing } : { state: 'active' };
      return true;
    }
    if (TICKET_REFUSALS.includes(reply.error.code)) return false;
    if (WEIGHT_REFUSALS.includes(reply.error.code)) this.#parts.source.lowerQuality();
    if (reply.error.code === 'inference_unavailable') this.#pause('lost');
    return true;
  }

  #pause(reason: 'lost' | 'full' | 'resting' | 'replaced'): void {
    this.#status.value = { state: 'paused', reason };
  }
}

function boundPace(asked: number, present: number): number {
  if (!Number.isFinite(asked)) return present;
  return Math.min(FASTEST_PACE, Math.max(SLOWEST_PACE, asked));
}
