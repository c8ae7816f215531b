import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { RememberedValues } from '../storage/remembered-values';
import type { Clock } from '../time/clock';
import { AdminAccess } from './admin-access';
import type { AdminClient } from './admin-client';
import type { OpenAdminSocket } from './admin-socket';
import { AdminWatch } from './admin-watch';

/** What {@link AdminState} needs. */
export interface AdminStateParts {
  readonly client: AdminClient;
  readonly open: OpenAdminSocket;
  /** Of this tab alone. */
  readonly remembered: RememberedValues;
  readonly clock: Clock;
}

/** The administrator's page, whoever is logged in. */
export class AdminState {
  readonly access: AdminAccess;
  readonly #watch = signal<AdminWatch | undefined>(undefined);
  readonly #unfollow: () => void;

  constructor({ client, open, remembered, clock }: AdminStateParts) {
    const access = new AdminAccess({ client, remembered, clock });
    this.access = access;
    this.#unfollow = effect(() => {
      const pass = access.pass.value;
      const watch = pass && untracked(() => new AdminWatch({ client, access, open, clock }, pass));
      this.#watch.value = watch;
      return () => watch?.close();
    });
  }

  /** What is seen; undefined while nobody is logged in. */
  get watch(): ReadonlySignal<AdminWatch | undefined> {
    return this.#watch;
  }

  close(): void {
    this.#unfollow();
    this.access.close();
  }
}
