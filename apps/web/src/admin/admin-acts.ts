import { type ReadonlySignal, signal } from '@preact/signals';
import type { AdminAccess } from './admin-access';
import type { AdminClient } from './admin-client';
import { type AdminFailure, adminFailure, isGone } from './admin-failure';

/** Something that an administrator does. */
export type AdminDeed =
  | { readonly kind: 'close session'; readonly sessionId: string }
  | { readonly kind: 'remove connection'; readonly sessionId: string; readonly connectionId: string }
  | { readonly kind: 'drain worker'; readonly workerId: string };

/** Something that was done. */
export interface DoneDeed {
  readonly kind: AdminDeed['kind'];
  /** What it was done to, as people call it. */
  readonly name: string;
}

/** What {@link AdminActs} needs. */
export interface AdminActsParts {
  readonly client: Pick<AdminClient, 'closeSession' | 'removeConnection' | 'drainWorker'>;
  readonly access: Pick<AdminAccess, 'use'>;
  /** Called when something was done, so that what is shown follows. */
  readonly onDone: () => void;
}

/** What an administrator can do, one thing at a time. */
export class AdminActs {
  readonly #parts: AdminActsParts;
  readonly #busy = signal(false);
  readonly #failure = signal<AdminFailure | undefined>(undefined);
  readonly #done = signal<DoneDeed | undefined>(undefined);

  constructor(parts: AdminActsParts) {
    this.#parts = parts;
  }

  /** Whether something is under way. */
  get busy(): ReadonlySignal<boolean> {
    return this.#busy;
  }

  /** Why the last thing did not work. */
  get failure(): ReadonlySignal<AdminFailure | undefined> {
    return this.#failure;
  }

  /** The last thing that was done. */
  get done(): ReadonlySignal<DoneDeed | undefined> {
    return this.#done;
  }

  /** Says nothing more of the last failure. */
  forgiveFailure(): void {
    this.#failure.value = undefined;
  }

  /**
   * Does it.
   * @param name what it is done to, as people call it
   * @returns whether it is done, also where there was nothing left to do it to
   */
  async act(deed: AdminDeed, name: string): Promise<boolean> {
    if (this.#busy.peek()) return false;
    this.#busy.value = true;
    this.#failure.value = undefined;
    this.#done.value = undefined;
    try {
      await this.#parts.access.use((token) => this.#send(deed, token)).catch(passOverGone);
      this.#done.value = { kind: deed.kind, name };
      this.#parts.onDone();
      return true;
    } catch (error) {
      this.#failure.value = adminFailure(error);
      return false;
    } finally {
      this.#busy.value = false;
    }
  }

  #send(deed: AdminDeed, token: string): Promise<void> {
    const { client } = this.#parts;
    switch (deed.kind) {
      case 'close session':
        return client.closeSession(deed.sessionId, token);
      case 'remove connection':
        return client.removeConnection(deed.sessionId, deed.connectionId, token);
      case 'drain worker':
        return client.drainWorker(deed.workerId, token);
    }
  }
}

function passOverGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
