import { ReportAccount } from './report-account';

/** How many batches of a worker wait at most. A worker that waits for answers never has more than one under way. */
export const REPORT_BATCHES_MAX = 8;

/** What of a worker's reports is under way over one of its links to this instance. */
export class ReportLink {
  readonly account = new ReportAccount();
  #last: Promise<unknown> = Promise.resolve();
  #underWay = 0;
  #told = 0;
  #closed = false;

  /** @param listener told whenever more reports are in the journal; not any more once the link is closed */
  constructor(private readonly listener: (upTo: number) => void) {}

  /** Whether no other batch should come before one is through. */
  get busy(): boolean {
    return this.#underWay >= REPORT_BATCHES_MAX;
  }

  /** Takes one batch after the other. */
  async inTurn<T>(take: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    const taking = this.#last.then(take).finally(() => (this.#underWay -= 1));
    this.#last = taking.catch(() => undefined);
    return taking;
  }

  /** Reports are in the journal: the worker is told if it may let go of more. */
  keep(counting: readonly number[]): void {
    if (counting.length === 0) return;
    this.account.keep(counting);
    const { kept } = this.account;
    if (kept <= this.#told || this.#closed) return;
    this.#told = kept;
    this.listener(kept);
  }

  close(): void {
    this.#closed = true;
  }
}
