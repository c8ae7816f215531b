import {
  type FrameReply,
  isGranted,
  type RecognitionAnswer,
  type RecognitionGrant,
  type RecognitionUnavailableReason,
} from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { OpenFrameSocket } from './frame-socket';
import { NextPlace } from './next-place';
import type { PauseReason, RecognitionStatus } from './recognition-status';
import { untilTrue } from './until';
import { WorkerPlace, type WorkerPlaceParts } from './worker-place';

/** What a link works with. */
export interface RecognitionLinkParts extends WorkerPlaceParts {
  readonly openSocket: OpenFrameSocket;
  /** Asks the api for a fresh ticket. */
  readonly renew: () => Promise<RecognitionAnswer>;
  /** Whether there is something to look at: the tab is visible and the camera on. */
  readonly watching: ReadonlySignal<boolean>;
  /** 0 to 1, as `Math.random`. */
  readonly random: () => number;
}

/**
 * After the loss of a place where frames were looked at the next ticket is asked for at once, but only so often, ms: a
 * recognition server that lets everybody in and loses them again must not make every browser hammer the api.
 */
const AT_ONCE_APART = 5000;

/** At once is within so long, ms, so that everybody who was at the same recognition server does not ask in the same moment. */
const AT_ONCE_WITHIN = 250;

/** For so long a bite or sip that is under way holds a move up, ms. */
const LONGEST_HOLD = 8000;

/**
 * Sends frames to the recognition server for as long as the participant sits at the table: one at a time, always the newest,
 * at the pace of the acknowledgements. Whatever breaks, it asks for a fresh ticket and goes on. Where the server wants the
 * participant elsewhere it goes on there, and leaves the old one only once a frame was looked at by the new one.
 */
export class RecognitionLink {
  readonly #parts: RecognitionLinkParts;
  readonly #status = signal<RecognitionStatus>({ state: 'starting' });
  readonly #closing = new AbortController();
  readonly #backoff = new Backoff();
  readonly #ended: Promise<void>;
  #triedAtOnceAt = -Infinity;
  /** Whether a frame was looked at since the last attempt. */
  #lookedAt = false;

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
    const { watching, clock } = this.#parts;
    const { signal: closing } = this.#closing;
    let answer: RecognitionAnswer | undefined = first;
    while (!closing.aborted) {
      if (answer && !isGranted(answer) && this.#isFinal(answer.unavailable)) return;
      if (!watching.value) {
        this.#pause('resting');
        await untilTrue(watching, closing);
        // The ticket has grown old meanwhile.
        answer = undefined;
        continue;
      }
      answer ??= await this.#renew();
      if (answer && isGranted(answer)) {
        const end = await this.#stay(answer);
        this.#pause(end);
        if (end === 'replaced') return;
        if (watching.peek()) await clock.sleep(this.#waitAfterLoss(), closing);
      } else {
        if (answer && this.#isFinal(answer.unavailable)) return;
        this.#pause(answer?.unavailable === 'no_room' ? 'full' : 'lost');
        await clock.sleep(this.#backoff.next(), closing);
      }
      answer = undefined;
    }
  }

  /** Whether a reason will not pass by waiting; it then becomes the status. */
  #isFinal(reason: RecognitionUnavailableReason): boolean {
    if (reason !== 'not_agreed' && reason !== 'switched_off') return false;
    this.#status.value = { state: 'off', reason };
    return true;
  }

  #renew(): Promise<RecognitionAnswer | undefined> {
    return this.#parts.renew().catch(() => undefined);
  }

  #waitAfterLoss(): number {
    const { clock, random } = this.#parts;
    const now = clock.now();
    const isSudden = this.#lookedAt && now - this.#triedAtOnceAt >= AT_ONCE_APART;
    this.#lookedAt = false;
    if (!isSudden) return this.#backoff.next();
    this.#triedAtOnceAt = now;
    return random() * AT_ONCE_WITHIN;
  }

  /** Takes the place that is granted and stays there, or wherever the participant is moved to, until no place is left. */
  async #stay(grant: RecognitionGrant): Promise<'replaced' | 'lost'> {
    let place = await this.#open(grant);
    let last = place;
    while (place) {
      last = place;
      const { watching, clock } = this.#parts;
      const next = new NextPlace(place, { find: (present) => this.#find(present), watching, clock });
      const taken = await this.#sendFrames(place, next);
      if (taken) next.take();
      next.close();
      place.close();
      place = taken;
    }
    return last?.replaced ? 'replaced' : 'lost';
  }

  async #open(grant: RecognitionGrant): Promise<WorkerPlace | undefined> {
    // The participant may have left while the ticket was on its way.
    if (this.#closing.signal.aborted) return undefined;
    try {
      const socket = await this.#parts.openSocket(grant.url, grant.ticket, this.#closing.signal);
      const place = new WorkerPlace(socket, grant, this.#parts);
      this.#closing.signal.addEventListener('abort', () => place.close(), { signal: place.lost });
      return place;
    } catch {
      return undefined;
    }
  }

  async #find(present: WorkerPlace): Promise<WorkerPlace | 'here' | undefined> {
    const answer = await this.#renew();
    if (!answer || !isGranted(answer)) return undefined;
    return answer.url === present.url ? 'here' : this.#open(answer);
  }

  /**
   * Sends frames until the place is lost or another one has taken over.
   * @returns where to go on, if anywhere
   */
  async #sendFrames(present: WorkerPlace, next: NextPlace): Promise<WorkerPlace | undefined> {
    const { watching } = this.#parts;
    const { signal: closing } = this.#closing;
    const over = (): boolean => closing.aborted;
    const wanted = (): boolean => watching.peek() && !over();
    while (!over() && !present.lost.aborted) {
      if (!watching.value) {
        this.#pause('resting');
        // Nothing is looked at here: who comes back asks for a fresh ticket.
        if (present.unwanted.value) return undefined;
        const due = computed(() => watching.value || present.unwanted.value);
        await untilTrue(due, AbortSignal.any([present.lost, closing]));
        continue;
      }
      const place = this.#placeOf(present, next.found);
      const reply = await place.sendFrame(wanted);
      if (over()) return undefined;
      if (place !== present && (place.lost.aborted || isUnready(reply))) {
        next.discard();
        continue;
      }
      if (reply) this.#take(reply);
      if (reply && place !== present) return place;
      await place.untilDue();
    }
    if (over() || present.replaced) return undefined;
    this.#pause('lost');
    return next.settled();
  }

  /** Where the next frame goes: a bite or sip that is under way is seen to its end where it was seen to begin. */
  #placeOf(present: WorkerPlace, found: WorkerPlace | undefined): WorkerPlace {
    if (!found) return present;
    const isHeld = present.underWay && this.#parts.clock.now() - found.openedAt < LONGEST_HOLD;
    return isHeld ? present : found;
  }

  #take(reply: FrameReply): void {
    if (reply.accepted) {
      this.#backoff.reset();
      this.#lookedAt = true;
      const sparing = this.#parts.source.sparing.peek();
      this.#status.value = sparing ? { state: 'active', sparing } : { state: 'active' };
    } else if (isUnready(reply)) {
      this.#pause('lost');
    }
  }

  #pause(reason: PauseReason): void {
    this.#status.value = { state: 'paused', reason };
  }
}

/** Whether a recognition server that is reached cannot look at the moment. */
function isUnready(reply: FrameReply | undefined): boolean {
  return reply !== undefined && !reply.accepted && reply.error.code === 'inference_unavailable';
}
