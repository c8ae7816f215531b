import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';

/** What tells news one after the other until it is closed. */
export interface News<T> {
  readonly latest: ReadonlySignal<T | undefined>;
  close(): void;
}

/**
 * Follows news for as long as a view is there.
 * @param open begins to listen
 * @returns the newest
 */
export function useNews<T>(open: () => News<T>): T | undefined {
  const latest = useSignal<T | undefined>(undefined);
  useSignalEffect(() => {
    const news = open();
    const unfollow = news.latest.subscribe((item) => (latest.value = item));
    return () => {
      unfollow();
      news.close();
    };
  });
  return latest.value;
}
