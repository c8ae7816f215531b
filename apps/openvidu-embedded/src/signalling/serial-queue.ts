/** Runs tasks one after another, in the order in which they came; a bounded number may wait. */
export class SerialQueue {
  private last: Promise<void> = Promise.resolve();
  private waiting = 0;

  /** @param limit how many tasks may wait or run */
  constructor(private readonly limit: number) {}

  /**
   * Puts a task at the end.
   * @param task its own failures are its own business: what it throws ends only itself
   * @returns false when too many are waiting; the task does not run then
   */
  add(task: () => Promise<void>): boolean {
    if (this.waiting >= this.limit) return false;
    this.waiting++;
    this.last = this.last.then(task).then(
      () => this.done(),
      () => this.done(),
    );
    return true;
  }

  private done(): void {
    this.waiting--;
  }
}
