import { effect, type ReadonlySignal } from '@preact/signals';

/** What is needed of `navigator.wakeLock`. */
export interface WakeLockAccess {
  request(type: 'screen'): Promise<{ release(): Promise<void> }>;
}

/** Keeps the screen on while people eat; the browser takes the lock away whenever the page is hidden. */
export class WakeLock {
  readonly #unfollow: () => void;

  /** @param access undefined where the browser has none */
  constructor(access: WakeLockAccess | undefined, visible: ReadonlySignal<boolean>) {
    this.#unfollow = effect(() => {
      if (!access || !visible.value) return;
      // Refused on a low battery: the screen then goes dark as it would anywhere.
      const lock = access.request('screen').catch(() => undefined);
      return () => {
        lock.then((held) => held?.release()).catch(() => undefined);
      };
    });
  }

  close(): void {
    this.#unfollow();
  }
}
