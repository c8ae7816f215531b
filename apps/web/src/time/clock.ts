/** The time and waiting, behind one class so that tests can move the hands. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Waits. Never rejects: resolves at once when the signal is aborted, so that whoever waits looks at the signal next.
   * @param duration ms
   */
  sleep(duration: number, signal: AbortSignal): Promise<void>;
}

/** The browser's own clock. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  sleep(duration: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, duration);
      signal.addEventListener('abort', finish);
    });
  }
}
