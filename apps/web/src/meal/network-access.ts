import { type ReadonlySignal, signal } from '@preact/signals';

/** What is needed of `window`. */
export interface NetworkScope {
  readonly navigator: { readonly onLine: boolean };
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
}

/**
 * Whether the browser has a network at all. It is no promise that anything answers, and a page that was opened without one
 * (all on one machine) is not taken for offline before it has had one.
 */
export class NetworkAccess {
  readonly #online = signal(true);

  /** @param scope listened to for as long as the page lives */
  constructor(scope: NetworkScope) {
    let known = scope.navigator.onLine;
    scope.addEventListener('online', () => {
      known = true;
      this.#online.value = true;
    });
    scope.addEventListener('offline', () => {
      if (known) this.#online.value = false;
    });
  }

  get online(): ReadonlySignal<boolean> {
    return this.#online;
  }
}
