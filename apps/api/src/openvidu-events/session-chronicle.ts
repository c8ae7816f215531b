import type { Logger } from '@bapsang/server';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { RecentEvents } from '../events/recent-events';
import { JournalQueue } from '../journal/journal-queue';
import type { SessionEvent } from '../journal/session-event';
import { MealKeys } from '../keys/meal-keys';
import type { SessionHappening } from './known-session';
import { identify, KnownSessions } from './known-sessions';
import { LeftParticipants } from './left-participants';
import type { SessionAddress, SessionNews } from './session-news';
import { keyOf } from './unheard-news';

/** Tells whom it concerns what becomes known of sessions: administrators, the journal, and the workers of who left. */
@Injectable()
export class SessionChronicle implements BeforeApplicationShutdown {
  /** What this instance has handed to the journal and is not written yet. */
  readonly #writing = new Set<string>();
  readonly #writes = new Set<Promise<void>>();

  constructor(
    private readonly known: KnownSessions,
    @Inject(RecentEvents) private readonly recent: Pick<RecentEvents, 'tell'>,
    @Inject(JournalQueue) private readonly journal: Pick<JournalQueue, 'attend'>,
    @Inject(LeftParticipants) private readonly left: Pick<LeftParticipants, 'add'>,
    private readonly mealKeys: MealKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes news in; what any instance knew before has no effect. Waits for nobody who is told.
   * @throws ApplicationError `not_ready` where the state that the instances share cannot be reached; take it in again then
   */
  async take(news: SessionNews): Promise<void> {
    const { happened, unwritten } = await this.known.hear(news);
    for (const happening of happened) this.recent.tell(happening);
    this.write(news, unwritten);
    for (const happening of happened) this.#follow(news, happening);
  }

  /**
   * Hands to the journal what is known and not written, unless this instance has done so already. The journal takes each event
   * once, however often it is given. Never throws, and waits for nothing.
   */
  write(address: SessionAddress, unwritten: readonly SessionEvent[]): void {
    const markOf = (event: SessionEvent): string => `${keyOf(address)} ${identify(event)}`;
    const events = unwritten.filter((event) => !this.#writing.has(markOf(event)));
    if (events.length === 0) return;
    for (const event of events) this.#writing.add(markOf(event));
    const write = this.#write(address, events).finally(() => {
      for (const event of events) this.#writing.delete(markOf(event));
      this.#writes.delete(write);
    });
    this.#writes.add(write);
  }

  /** By then the journal has written what waited or given it up. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#writes);
  }

  async #write(address: SessionAddress, events: readonly SessionEvent[]): Promise<void> {
    try {
      await this.journal.attend(events);
      await this.known.noteWritten(address, events);
    } catch (error) {
      // Reconciliation hands them over again, at whichever instance.
      this.logger.warn('session-events.unwritten', { events: events.length, error });
    }
  }

  #follow(address: SessionAddress, { kind, participantId, connectionId, reason = '' }: SessionHappening): void {
    if (kind !== 'participant left' || participantId === undefined || connectionId === undefined) return;
    if (!this.mealKeys.isMealId(address.sessionId)) return;
    this.left.add(address, { participantId, connectionId, reason });
  }
}
