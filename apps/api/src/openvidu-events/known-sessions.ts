import { Injectable } from '@nestjs/common';
import { SharedState, type StateAddress } from '../state/shared-state';
import type { SessionEvent } from '../journal/session-event';
import { MealKeys } from '../keys/meal-keys';
import { forgetEnded, hear, toSessionEvents, type KnownSession, type SessionHappening } from './known-session';
import type { SessionAddress, SessionNews } from './session-news';
import { keyOf } from './unheard-news';

/** What became known, and what of it the journal does not have yet. */
export interface NewlyKnown {
  readonly happened: readonly SessionHappening[];
  readonly unwritten: readonly SessionEvent[];
}

/** How long what is over is remembered, so that it is not told again, ms; longer than news may be late. */
export const KNOWN_LIFETIME = 60 * 60 * 1000;

const GROUP = 'openvidu sessions';

/**
 * The sessions of OpenVidu of which the instances of the api know together, so that each thing becomes known once. All methods
 * reject with an ApplicationError `not_ready` where the state that they share cannot be reached.
 */
@Injectable()
export class KnownSessions {
  constructor(
    private readonly state: SharedState,
    private readonly mealKeys: MealKeys,
  ) {}

  /** All that are known, in no order, those that ended lately too. */
  async all(): Promise<readonly KnownSession[]> {
    return [...(await this.state.readGroup<KnownSession>(GROUP)).values()];
  }

  /** @returns undefined where nothing is known of the session */
  async find(address: SessionAddress): Promise<KnownSession | undefined> {
    return this.state.read<KnownSession>(addressOf(address));
  }

  /**
   * Takes news in.
   * @returns what no instance knew before, in its order; what of it belongs in the journal is kept until {@link noteWritten}
   */
  async hear(news: SessionNews): Promise<NewlyKnown> {
    const isMeal = this.mealKeys.isMealId(news.sessionId);
    let newly: NewlyKnown = { happened: [], unwritten: [] };
    await this.state.update<KnownSession>(addressOf(news), (present) => {
      const { known, happened } = hear(present, news);
      newly = { happened, unwritten: isMeal ? toSessionEvents(happened) : [] };
      return newly.unwritten.length === 0 ? known : { ...known, unwritten: [...known.unwritten, ...newly.unwritten] };
    });
    return newly;
  }

  /** The journal has these events of a session. */
  async noteWritten(address: SessionAddress, events: readonly SessionEvent[]): Promise<void> {
    const written = new Set(events.map(identify));
    await this.state.update<KnownSession>(addressOf(address), (present) => {
      const unwritten = present?.unwritten.filter((event) => !written.has(identify(event)));
      return present && unwritten && unwritten.length < present.unwritten.length ? { ...present, unwritten } : present;
    });
  }

  /**
   * Forgets what has been over for {@link KNOWN_LIFETIME}.
   * @param now ms since the epoch
   */
  async forgetEnded(now: number): Promise<void> {
    const before = now - KNOWN_LIFETIME;
    const outdated = (await this.all()).filter((known) => forgetEnded(known, before) !== known);
    await Promise.all(
      outdated.map((known) =>
        this.state.update<KnownSession>(addressOf(known), (present) => present && forgetEnded(present, before)),
      ),
    );
  }
}

/** Tells the events of one session apart. */
export function identify(event: SessionEvent): string {
  return `${event.kind} ${'connectionId' in event ? event.connectionId : ''}`;
}

function addressOf(address: SessionAddress): StateAddress {
  return { group: GROUP, key: keyOf(address) };
}
