import { ApplicationError } from '@bapsang/shared';

/** Does one thing after the other, in the order in which they came. */
export class InOrder {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param limit how many things may be under way and waiting together */
  constructor(private readonly limit: number) {}

  /**
   * Does something when all that came before is done, however it ended.
   * @throws ApplicationError `too_many_requests` where too many things wait, or what the task throws
   */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#waiting >= this.limit) throw new ApplicationError('too_many_requests', 'Too many messages at once.');
    this.#waiting += 1;
    try {
      return await this.end(task);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** As {@link run}, however many things wait. */
  end<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
