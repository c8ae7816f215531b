import type { ReadonlySignal } from '@preact/signals';
import { Backoff } from '../time/backoff';
import type { Clock } from '../time/clock';
import { untilAborted, untilTrue } from './until';
import type { WorkerPlace } from './worker-place';

/** What {@link NextPlace} works with. */
export interface NextPlaceParts {
  /**
   * Asks for a fresh ticket and opens a socket with it.
   * @returns undefined where none is to be had now; `here` where the ticket is for the recognition server of the present place
   */
  readonly find: (present: WorkerPlace) => Promise<WorkerPlace | 'here' | undefined>;
  /** Whether there is something to look at. */
  readonly watching: ReadonlySignal<boolean>;
  readonly clock: Clock;
}

/**
 * Looks for another place as soon as the present one's recognition server wants the participant elsewhere, while that one goes
 * on looking at frames.
 */
export class NextPlace {
  readonly #parts: NextPlaceParts;
  readonly #over = new AbortController();
  #attempt: Promise<void> | undefined;
  #found: WorkerPlace | undefined;

  constructor(present: WorkerPlace, parts: NextPlaceParts) {
    this.#parts = parts;
    void this.#search(present);
  }

  /** The place that was found, until it is lost, taken or discarded. */
  get found(): WorkerPlace | undefined {
    return this.#found?.lost.aborted ? undefined : this.#found;
  }

  /** The place that was found or is about to be: waits for the attempt that is under way, but begins none. */
  async settled(): Promise<WorkerPlace | undefined> {
    await this.#attempt;
    return this.found;
  }

  /** The place that was found is of no use: gives it up and looks for another one later. */
  discard(): void {
    this.#found?.close();
  }

  /** The place that was found is now the participant's: ends without giving it up. */
  take(): void {
    this.#found = undefined;
    this.close();
  }

  /** Ends, and gives up what was found. */
  close(): void {
    this.#over.abort();
    this.#found?.close();
  }

  async #search(present: WorkerPlace): Promise<void> {
    const { clock, watching } = this.#parts;
    const { signal: over } = this.#over;
    const backoff = new Backoff();
    await untilTrue(present.unwanted, over);
    while (!over.aborted) {
      // Who is not looked at needs no place; the present one is given up then.
      if (watching.peek()) {
        this.#attempt = this.#try(present);
        await this.#attempt;
      }
      if (this.#found) await untilAborted(this.#found.lost, over);
      await clock.sleep(backoff.next(), over);
      await untilTrue(present.unwanted, over);
    }
  }

  async #try(present: WorkerPlace): Promise<void> {
    this.#found = undefined;
    const found = await this.#parts.find(present);
    if (found === 'here') {
      // The recognition server has the api again: it wants nobody elsewhere any more.
      present.stay();
      return;
    }
    this.#found = found;
    if (this.#over.signal.aborted) this.discard();
  }
}
