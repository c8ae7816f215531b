import type { AdminOverview, AdminSession } from '@bapsang/shared';
import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import { Fetched } from './fetched';

/** One session that is looked at closely, kept current. */
export class SessionWatch {
  readonly #found: Fetched<AdminSession>;
  readonly #unfollow: () => void;

  /**
   * Asks for the session at once.
   * @param ask throws an ApplicationError `not_found` once the session is over
   */
  constructor(
    readonly sessionId: string,
    ask: () => Promise<AdminSession>,
    overview: ReadonlySignal<AdminOverview | undefined>,
  ) {
    this.#found = new Fetched(ask);
    void this.#found.ask();
    this.#unfollow = effect(() => {
      const newest = overview.value;
      if (newest) untracked(() => this.#follow(newest));
    });
  }

  /** The session, as far as it is known. */
  get found(): Fetched<AdminSession> {
    return this.#found;
  }

  close(): void {
    this.#unfollow();
  }

  #follow({ sessions }: AdminOverview): void {
    const shown = sessions.find(({ sessionId }) => sessionId === this.sessionId);
    const gone = this.#found.gone.peek();
    if (shown && !gone && this.#found.value.peek()) this.#found.amend(() => shown);
    // Over, come back, or not among the newest that the overview shows.
    else if (!this.#found.busy.peek() && (shown ?? !gone)) void this.#found.ask();
  }
}
