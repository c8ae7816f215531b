import {
  type Reaction,
  REACTION_LIMIT,
  REACTION_SIGNAL_TYPE,
  REACTION_WINDOW,
  type ReactionSignal,
} from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Clock } from '../time/clock';
import { RateLimit } from './rate-limit';
import { ReactionNews, type ReactionNewsItem } from './reaction-news';
import type { SendSignal, SignalSender } from '../openvidu/signal-sending';

/** For how long a reaction is shown, ms. */
export const REACTION_SHOWN_FOR = 3000;

/** For how long the page says that a reaction did not go out, ms. */
export const REACTION_HINT_SHOWN_FOR = 3000;

/** A reaction over somebody's tile. */
export interface ShownReaction {
  /** Another number for every reaction. */
  readonly number: number;
  readonly participantId: string;
  readonly reaction: Reaction;
}

/** Why a press on a reaction came to nothing. */
export type ReactionHint = 'tooFast' | 'notSent';

/** What reactions work with. */
export interface ReactionsParts {
  readonly send: SendSignal;
  readonly clock: Clock;
}

/** The reactions that are over the tiles now, and those that this page sends. */
export class Reactions {
  readonly #parts: ReactionsParts;
  readonly #shown = signal<readonly ShownReaction[]>([]);
  readonly #hint = signal<ReactionHint | undefined>(undefined);
  readonly #news: ReactionNews;
  readonly #outgoing = new RateLimit(REACTION_LIMIT, REACTION_WINDOW);
  readonly #incoming = new Map<string, RateLimit>();
  readonly #closing = new AbortController();
  #taken = 0;
  #hints = 0;

  constructor(parts: ReactionsParts) {
    this.#parts = parts;
    this.#news = new ReactionNews(parts.clock);
  }

  /** From the oldest to the newest. */
  get shown(): ReadonlySignal<readonly ShownReaction[]> {
    return this.#shown;
  }

  /** For a short while after a press that came to nothing. */
  get hint(): ReadonlySignal<ReactionHint | undefined> {
    return this.#hint;
  }

  /** The last telling for those who cannot see the reactions. */
  get news(): ReadonlySignal<ReactionNewsItem | undefined> {
    return this.#news.latest;
  }

  /** Sends a reaction, unless there were too many just now. It is shown when it comes back from the table. */
  async send(reaction: Reaction): Promise<void> {
    const { send, clock } = this.#parts;
    if (!this.#outgoing.take(clock.now())) {
      await this.#giveHint('tooFast');
      return;
    }
    try {
      await send(REACTION_SIGNAL_TYPE, { reaction });
    } catch {
      await this.#giveHint('notSent');
    }
  }

  /** Shows a reaction that came over the table for a while; what is beyond the limit of its sender is dropped. */
  take({ identity: { participantId, displayName } }: SignalSender, { reaction }: ReactionSignal): void {
    if (this.#closing.signal.aborted || !this.#limitOf(participantId).take(this.#parts.clock.now())) return;
    this.#news.take(displayName, reaction);
    void this.#show({ number: (this.#taken += 1), participantId, reaction });
  }

  close(): void {
    this.#closing.abort();
    this.#news.close();
  }

  #limitOf(participantId: string): RateLimit {
    const limit = this.#incoming.get(participantId) ?? new RateLimit(REACTION_LIMIT, REACTION_WINDOW);
    this.#incoming.set(participantId, limit);
    return limit;
  }

  async #show(shown: ShownReaction): Promise<void> {
    this.#shown.value = [...this.#shown.value, shown];
    await this.#parts.clock.sleep(REACTION_SHOWN_FOR, this.#closing.signal);
    this.#shown.value = this.#shown.value.filter(({ number }) => number !== shown.number);
  }

  async #giveHint(hint: ReactionHint): Promise<void> {
    const number = (this.#hints += 1);
    this.#hint.value = hint;
    await this.#parts.clock.sleep(REACTION_HINT_SHOWN_FOR, this.#closing.signal);
    if (number === this.#hints) this.#hint.value = undefined;
  }
}
