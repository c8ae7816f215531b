import { ApplicationError, type ErrorCode } from '@bapsang/shared';
import { effect, type ReadonlySignal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import type { StayConnection, StayEnd } from './stay-connection';

/**
 * How long openvidu-browser may take to bring the socket back, ms. OpenVidu holds the place of somebody whose socket is gone for
 * 10 s; what comes later is refused, so from then on a fresh token is the shorter way.
 */
export const PLACE_HELD = 12_000;

/** What a way back is made of. */
export interface WayBackParts {
  readonly connection: ReadonlySignal<StayConnection>;
  readonly online: ReadonlySignal<boolean>;
  readonly clock: Clock;
  /** Sits down anew, with a fresh token. */
  readonly join: () => Promise<void>;
  /** Gives the present session up. */
  readonly giveUp: () => void;
  /** There is nothing to come back to. */
  readonly end: (end: StayEnd) => void;
}

/** Brings a page back to its table, for as long as it takes. */
export class WayBack {
  readonly #parts: WayBackParts;
  readonly #closing = new AbortController();
  readonly #unfollow: readonly (() => void)[];
  #wake = new AbortController();

  constructor(parts: WayBackParts) {
    this.#parts = parts;
    this.#unfollow = [
      effect(() => {
        if (parts.connection.value !== 'reconnecting') return;
        const change = new AbortController();
        void parts.clock.sleep(PLACE_HELD, change.signal).then(() => {
          if (!change.signal.aborted) parts.giveUp();
        });
        return () => change.abort();
      }),
      effect(() => {
        // A network that has just come is worth an attempt at once.
        if (parts.online.value) this.hurry();
      }),
    ];
  }

  /** Tries again and again until the page sits at the table, or there is none any more. */
  async rejoin(): Promise<void> {
    const backoff = new Backoff();
    while (!this.#closing.signal.aborted) {
      this.#wake = new AbortController();
      try {
        await this.#parts.join();
        return;
      } catch (error) {
        const end = endOf(error);
        if (end) {
          this.#parts.end(end);
          return;
        }
        const ended = AbortSignal.any([this.#wake.signal, this.#closing.signal]);
        await this.#parts.clock.sleep(backoff.next(), ended);
      }
    }
  }

  /** Tries at once instead of waiting; where an attempt is under way, the next one follows it at once. */
  hurry(): void {
    this.#wake.abort();
  }

  close(): void {
    this.#closing.abort();
    for (const unfollow of this.#unfollow) unfollow();
  }
}

const ENDS: Partial<Record<ErrorCode, StayEnd>> = { meal_not_found: 'closed', removed_from_meal: 'removed' };

/** What an error says about the end of the stay; undefined where trying again may help. */
function endOf(error: unknown): StayEnd | undefined {
  return error instanceof ApplicationError ? ENDS[error.code] : undefined;
}
