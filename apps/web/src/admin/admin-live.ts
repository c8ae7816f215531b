import type { AdminEvent, AdminOverview } from '@bapsang/shared';
import { type ReadonlySignal, signal } from '@preact/signals';
import { untilAborted } from '../recognition/until';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import { type OpenAdminSocket, TokenRefusedError } from './admin-socket';

/** Whether what is shown is live: `connecting` for the first time, `reconnecting` after the socket was lost or did not open. */
export type LiveState = 'connecting' | 'connected' | 'reconnecting';

/** What {@link AdminLive} needs. */
export interface AdminLiveParts {
  readonly open: OpenAdminSocket;
  readonly clock: Clock;
  readonly token: string;
  readonly onEvent: (event: AdminEvent) => void;
  /** Called once, where the api does not take the token; nothing more is tried. */
  readonly onRefused: () => void;
}

/** What the api sends by itself, over one socket after the other. */
export class AdminLive {
  readonly #parts: AdminLiveParts;
  readonly #closing = new AbortController();
  readonly #backoff = new Backoff();
  readonly #state = signal<LiveState>('connecting');
  readonly #overview = signal<AdminOverview | undefined>(undefined);

  /** Opens the first socket. */
  constructor(parts: AdminLiveParts) {
    this.#parts = parts;
    void this.#stayConnected();
  }

  get state(): ReadonlySignal<LiveState> {
    return this.#state;
  }

  /** Everything as it was when the api said it last. */
  get overview(): ReadonlySignal<AdminOverview | undefined> {
    return this.#overview;
  }

  close(): void {
    this.#closing.abort();
  }

  async #stayConnected(): Promise<void> {
    const { open, clock, token, onEvent, onRefused } = this.#parts;
    const closing = this.#closing.signal;
    const listener = { onOverview: (overview: AdminOverview) => (this.#overview.value = overview), onEvent };
    while (!closing.aborted) {
      try {
        const gone = await open(token, listener, closing);
        this.#state.value = 'connected';
        this.#backoff.reset();
        await untilAborted(gone);
      } catch (error) {
        if (error instanceof TokenRefusedError) {
          onRefused();
          return;
        }
      }
      this.#state.value = 'reconnecting';
      await clock.sleep(this.#backoff.next(), closing);
    }
  }
}
