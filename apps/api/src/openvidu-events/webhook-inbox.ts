import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from '@bapsang/server';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { Clock } from '../time/clock';
import { KNOWN_LIFETIME } from './known-sessions';
import { SessionChronicle } from './session-chronicle';
import { momentOf, type SessionNews } from './session-news';

/** How much news waits at most, some 300 bytes each. */
export const INBOX_MAX = 10_000;

/** Older news is not taken, ms: it may have been forgotten already, and reconciliation has told it meanwhile. */
export const NEWS_AGE_MAX = KNOWN_LIFETIME / 2;

/** How long to wait before news that could not be taken in is tried again, ms. */
const RETRY_DELAY = 250;

/** News that OpenVidu was answered for and that is not taken in yet. OpenVidu waits neither for the shared state nor the journal. */
@Injectable()
export class WebhookInbox implements OnModuleDestroy {
  readonly #waiting: SessionNews[] = [];
  readonly #closing = new AbortController();
  #taking: Promise<void> | undefined;
  #dropped = 0;

  constructor(
    private readonly chronicle: SessionChronicle,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes news in after what waits already. What finds no room is left to reconciliation. Never throws. */
  add(news: SessionNews): void {
    if (this.#closing.signal.aborted || isOld(news, this.clock.now())) return;
    if (this.#waiting.length >= INBOX_MAX) {
      if (this.#dropped === 0) this.logger.warn('webhook.inbox-full', { waiting: this.#waiting.length });
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(news);
    this.#taking ??= this.#takeAll().finally(() => (this.#taking = undefined));
  }

  /** Lets what is under way end; what waits is left to reconciliation. */
  async onModuleDestroy(): Promise<void> {
    this.#closing.abort();
    await this.#taking;
  }

  async #takeAll(): Promise<void> {
    // Until then add() has to return.
    await Promise.resolve();
    let isAway = false;
    for (let news = this.#waiting[0]; news && !this.#closing.signal.aborted; news = this.#waiting[0]) {
      try {
        await this.chronicle.take(news);
        this.#waiting.shift();
        isAway = false;
      } catch (error) {
        if (!isAway) this.logger.warn('webhook.untaken', { waiting: this.#waiting.length, error });
        isAway = true;
        await wait(RETRY_DELAY, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      }
    }
    if (this.#dropped > 0) this.logger.warn('webhook.dropped', { events: this.#dropped });
    this.#dropped = 0;
  }
}

function isOld(news: SessionNews, now: number): boolean {
  // A session may have begun long before somebody joins it; that it began is old news all the same.
  return momentOf(news) < now - NEWS_AGE_MAX;
}
