import { AdminPass, ApplicationError, parse } from '@bapsang/shared';
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { RememberedValues } from '../storage/remembered-values';
import type { Clock } from '../time/clock';
import type { AdminClient } from './admin-client';
import { type AdminFailure, adminFailure } from './admin-failure';

const PASS_KEY = 'admin-pass';

/** Timers of browsers cannot wait for more than 24 days, ms. */
const LONGEST_SLEEP = 86_400_000;

/** Why somebody who was logged in is not any more: by their own wish, because the time was over, or because the api said so. */
export type AccessEnd = 'logged out' | 'expired' | 'refused';

/** Why a login did not work; `wrong secret` where the api does not know the secret. */
export type LoginRefusal =
  | { readonly kind: 'wrong secret' }
  /** `until`: when to try again, ms since the epoch; undefined where the api did not say. */
  | { readonly kind: 'too many tries'; readonly until: number | undefined }
  | { readonly kind: 'failed'; readonly failure: AdminFailure };

/** What {@link AdminAccess} needs. */
export interface AdminAccessParts {
  readonly client: Pick<AdminClient, 'logIn'>;
  /** Of this tab alone: another one logs in for itself. */
  readonly remembered: RememberedValues;
  readonly clock: Clock;
}

/** Who is logged in, from the login to its end. */
export class AdminAccess {
  readonly #parts: AdminAccessParts;
  readonly #pass = signal<AdminPass | undefined>(undefined);
  readonly #end = signal<AccessEnd | undefined>(undefined);
  readonly #refusal = signal<LoginRefusal | undefined>(undefined);
  readonly #busy = signal(false);
  readonly #unfollow: () => void;

  /** Takes up the login of this tab, where there is one that lasts. */
  constructor(parts: AdminAccessParts) {
    this.#parts = parts;
    this.#pass.value = this.#readPass();
    this.#unfollow = effect(() => {
      const pass = this.#pass.value;
      if (!pass) return undefined;
      const over = new AbortController();
      void this.#expire(pass, over.signal);
      return () => over.abort();
    });
  }

  /** The pass of who is logged in. */
  get pass(): ReadonlySignal<AdminPass | undefined> {
    return this.#pass;
  }

  /** Why nobody is logged in any more; undefined before the first login. */
  get end(): ReadonlySignal<AccessEnd | undefined> {
    return this.#end;
  }

  /** Why the last try to log in did not work. */
  get refusal(): ReadonlySignal<LoginRefusal | undefined> {
    return this.#refusal;
  }

  /** Whether a login is under way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** Shows the secret to the api. Never throws: {@link AdminAccess.refusal} says why it did not work. */
  async logIn(secret: string): Promise<void> {
    if (this.#busy.peek()) return;
    this.#busy.value = true;
    this.#refusal.value = undefined;
    try {
      const pass = await this.#parts.client.logIn(secret);
      this.#parts.remembered.set(PASS_KEY, JSON.stringify(pass));
      this.#end.value = undefined;
      this.#pass.value = pass;
    } catch (error) {
      this.#refusal.value = this.#refusalOf(error);
    } finally {
      this.#busy.value = false;
    }
  }

  logOut(): void {
    this.#finish('logged out');
  }

  /** The api does not take a token any more. Nothing happens where another login has followed. */
  refuse(token: string): void {
    if (this.#pass.peek()?.token === token) this.#finish('refused');
  }

  /**
   * Asks the api for something.
   * @throws ApplicationError as the api answered; where it does not take the token, the login is over, too
   */
  async use<T>(ask: (token: string) => Promise<T>): Promise<T> {
    const token = this.#pass.peek()?.token;
    if (token === undefined) throw new ApplicationError('unauthorized', 'Nobody is logged in.');
    try {
      return await ask(token);
    } catch (error) {
      if (error instanceof ApplicationError && error.code === 'unauthorized') this.refuse(token);
      throw error;
    }
  }

  close(): void {
    this.#unfollow();
  }

  #finish(end: AccessEnd): void {
    this.#parts.remembered.forget(PASS_KEY);
    this.#end.value = end;
    this.#pass.value = undefined;
  }

  async #expire({ expiresAt }: AdminPass, over: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    while (!over.aborted && clock.now() < expiresAt) {
      await clock.sleep(Math.min(LONGEST_SLEEP, expiresAt - clock.now()), over);
    }
    if (!over.aborted) this.#finish('expired');
  }

  #readPass(): AdminPass | undefined {
    try {
      const pass = parse(AdminPass, JSON.parse(this.#parts.remembered.get(PASS_KEY) ?? ''));
      return pass.expiresAt > this.#parts.clock.now() ? pass : undefined;
    } catch {
      // Nothing was remembered, or nothing of ours.
      return undefined;
    }
  }

  #refusalOf(error: unknown): LoginRefusal {
    if (error instanceof ApplicationError && error.code === 'unauthorized') return { kind: 'wrong secret' };
    const failure = adminFailure(error);
    if (failure.reason !== 'tooMany') return { kind: 'failed', failure };
    const { retryAfter } = failure;
    return {
      kind: 'too many tries',
      until: retryAfter === undefined ? undefined : this.#parts.clock.now() + retryAfter,
    };
  }
}
