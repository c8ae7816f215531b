import type { Clock } from './clock';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A clock for tests: time stands still until {@link ManualClock.advance} moves it. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  #sleepers: readonly Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  /** How long the sleepers that there are still have to wait, ms, the shortest first. */
  get pending(): readonly number[] {
    return this.#sleepers.map(({ wakesAt }) => wakesAt - this.#now).sort((one, other) => one - other);
  }

  sleep(duration: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { wakesAt: this.#now + duration, wake };
      this.#sleepers = [...this.#sleepers, sleeper];
      signal.addEventListener('abort', wake);
    });
  }

  /** Moves the time on by so many ms and lets everything that was waiting for it run. */
  async advance(duration: number): Promise<void> {
    this.#now += duration;
    const due = this.#sleepers.filter(({ wakesAt }) => wakesAt <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ wakesAt }) => wakesAt > this.#now);
    for (const { wake } of due) wake();
    await settle();
  }
}

/** Lets every promise that can settle without time passing settle. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
