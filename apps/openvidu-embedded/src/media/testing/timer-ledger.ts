import timersPromises from 'node:timers/promises';

/**
 * Counts the timers that a test and what it tests have running. `process.getActiveResourcesInfo()` cannot tell them from
 * those of the test runner, whose number changes.
 */
export class TimerLedger {
  private readonly running = new Set<unknown>();
  private readonly restore: (() => void)[] = [];

  /** Counts from now on. */
  constructor() {
    const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
    const { setTimeout: sleep } = timersPromises;
    const countedTimeout = (callback: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
      const timer = setTimeout(() => {
        this.running.delete(timer);
        callback(...values);
      }, delay);
      this.running.add(timer);
      return timer;
    };
    const countedInterval = (callback: (...values: unknown[]) => void, delay?: number, ...values: unknown[]) => {
      const timer = setInterval(callback, delay, ...values);
      this.running.add(timer);
      return timer;
    };
    const forget = (timer?: NodeJS.Timeout | string | number): void => {
      this.running.delete(timer);
      clearTimeout(timer);
      clearInterval(timer);
    };
    const countedSleep = async (...parameters: Parameters<typeof sleep>): Promise<unknown> => {
      const key = {};
      this.running.add(key);
      return sleep(...parameters).finally(() => this.running.delete(key));
    };
    Object.assign(globalThis, {
      setTimeout: countedTimeout,
      setInterval: countedInterval,
      clearTimeout: forget,
      clearInterval: forget,
    });
    Object.assign(timersPromises, { setTimeout: countedSleep });
    this.restore.push(
      () => void Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval }),
      () => void Object.assign(timersPromises, { setTimeout: sleep }),
    );
  }

  /** How many are running. */
  get count(): number {
    return this.running.size;
  }

  /** Counts no more. */
  close(): void {
    for (const undo of this.restore) undo();
  }
}
