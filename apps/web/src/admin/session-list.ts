import type { AdminOverview, AdminSession, AdminSessions, AdminSessionsQuery } from '@bapsang/shared';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Clock } from '../time/clock';
import { Fetched } from './fetched';

/** How many sessions one page of the list shows. */
export const SESSIONS_PAGE_SIZE = 25;

/** How long after the last key a search begins, ms. */
export const SEARCH_PAUSE = 300;

/** What the list is asked for: an AdminSessionsQuery as plain data. */
export type SessionsQuery = Pick<AdminSessionsQuery, keyof AdminSessionsQuery>;

const FIRST_QUERY: SessionsQuery = { sort: 'since', order: 'descending', page: 1, pageSize: SESSIONS_PAGE_SIZE };

/** What {@link SessionList} needs. */
export interface SessionListParts {
  readonly ask: (query: SessionsQuery) => Promise<AdminSessions>;
  readonly overview: ReadonlySignal<AdminOverview | undefined>;
  readonly clock: Clock;
}

/** The list of active sessions: what is asked for, and one page of what the api finds, kept current. */
export class SessionList {
  readonly #parts: SessionListParts;
  readonly #query = signal(FIRST_QUERY);
  readonly #typed = signal('');
  readonly #found: Fetched<AdminSessions>;
  readonly #unfollow: () => void;
  #typing = new AbortController();
  /** How many pages there are, at least 1. */
  readonly pages: ReadonlySignal<number>;

  /** Asks for the first page. */
  constructor(parts: SessionListParts) {
    this.#parts = parts;
    this.#found = new Fetched(() => parts.ask(this.#query.peek()));
    this.pages = computed(() => Math.max(1, Math.ceil((this.#found.value.value?.total ?? 0) / SESSIONS_PAGE_SIZE)));
    const fingerprint = computed(() => fingerprintOf(parts.overview.value));
    const asked = computed(() => ({ fingerprint: fingerprint.value, query: this.#query.value }));
    const unfollow = [
      effect(() => {
        const overview = parts.overview.value;
        if (overview) untracked(() => this.#amend(overview));
      }),
      asked.subscribe(() => untracked(() => void this.#ask())),
    ];
    this.#unfollow = () => unfollow.forEach((end) => end());
  }

  /** What is asked for. */
  get query(): ReadonlySignal<SessionsQuery> {
    return this.#query;
  }

  /** What stands in the search field; it is asked for after a pause. */
  get typed(): ReadonlySignal<string> {
    return this.#typed;
  }

  /** The page of the list that the api found. */
  get found(): Fetched<AdminSessions> {
    return this.#found;
  }

  /** Another filter or order begins at the first page. */
  choose(choice: Partial<Omit<SessionsQuery, 'page' | 'pageSize' | 'search'>>): void {
    this.#query.value = { ...this.#query.peek(), ...choice, page: 1 };
  }

  /** Goes to a page of the list, from 1. */
  turnTo(page: number): void {
    this.#query.value = { ...this.#query.peek(), page };
  }

  /** Follows what is typed into the search field. */
  async type(text: string): Promise<void> {
    this.#typed.value = text;
    this.#typing.abort();
    const typing = new AbortController();
    this.#typing = typing;
    await this.#parts.clock.sleep(SEARCH_PAUSE, typing.signal);
    if (typing.signal.aborted) return;
    this.#query.value = { ...this.#query.peek(), search: text.trim() || undefined, page: 1 };
  }

  /** Asks for what is shown once more, after something was done about it. */
  async refresh(): Promise<void> {
    await this.#ask();
  }

  close(): void {
    this.#typing.abort();
    this.#unfollow();
  }

  async #ask(): Promise<void> {
    await this.#found.ask();
    // Sessions have ended, and with them the last page.
    if (this.#query.peek().page > this.pages.peek()) this.turnTo(this.pages.peek());
  }

  #amend({ sessions }: AdminOverview): void {
    const newest = new Map(sessions.map((session) => [session.sessionId, session]));
    this.#found.amend(({ sessions: shown, total, page, pageSize }) => ({
      total,
      page,
      pageSize,
      sessions: shown.map((session) => newest.get(session.sessionId) ?? session),
    }));
  }
}

/**
 * Changes whenever the answer to some query may be another one: with who is there and how they are recognised, not with
 * every motion. An overview that does not show all sessions says nothing of the rest, so each is another one.
 */
function fingerprintOf(overview: AdminOverview | undefined): string {
  if (!overview) return '';
  const { sessions, sessionsTotal, at } = overview;
  return [...sessions.map(sessionPrint).sort(), sessionsTotal > sessions.length ? String(at) : ''].join('\n');
}

function sessionPrint({ sessionId, participants }: AdminSession): string {
  return JSON.stringify([sessionId, participants.map((one) => [one.connectionId, one.recognition, one.workerId])]);
}
