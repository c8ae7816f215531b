import { type Toast, TOAST_COOL_DOWN } from './toasts';

/** How old a toast may be to be celebrated still, ms: a sip is told when the glass is put down. */
export const STILL_FRESH = 20_000;

/** How long a toast is celebrated, ms. */
export const PARTY_LASTS = 6000;

/** How long after its begin it is said who takes part, ms, so that it is said once and with everybody. */
export const PARTY_SETTLES = 2500;

/** A toast that is being celebrated. */
export interface Celebration {
  readonly toast: Toast;
  /** Whether it is time to say who takes part. */
  readonly settled: boolean;
}

/** Decides which toast the table celebrates: each once, and only while it is fresh. */
export class ToastParty {
  #celebrated: number | undefined;
  #began = -Infinity;

  /**
   * What is celebrated now.
   * @param toasts all toasts so far, the earliest first
   * @param now ms since the epoch
   */
  at(toasts: readonly Toast[], now: number): Celebration | undefined {
    const newest = toasts.at(-1);
    if (newest && now - newest.at <= STILL_FRESH && !this.#isCelebrated(newest)) {
      this.#celebrated = newest.at;
      this.#began = now;
    }
    const celebrated = this.#celebrated;
    if (celebrated === undefined || now - this.#began >= PARTY_LASTS) return undefined;
    const toast = nearest(toasts, celebrated);
    return toast && { toast, settled: now - this.#began >= PARTY_SETTLES };
  }

  /** A sip that was told late can move the beginning of a toast; it stays the same toast. */
  #isCelebrated({ at }: Toast): boolean {
    return this.#celebrated !== undefined && at < this.#celebrated + TOAST_COOL_DOWN;
  }
}

function nearest(toasts: readonly Toast[], moment: number): Toast | undefined {
  const distance = (toast: Toast): number => Math.abs(toast.at - moment);
  return toasts.reduce<Toast | undefined>(
    (best, toast) => (best && distance(best) <= distance(toast) ? best : toast),
    undefined,
  );
}
