interface Entry {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** Simulated time: what is due next happens next, and what is due at the same time happens in the order in which it was asked for. */
export class EventQueue {
  /** A binary heap: the children of `i` are `2i + 1` and `2i + 2`, and neither is due before it. */
  readonly #heap: Entry[] = [];
  #asked = 0;
  #now: number;

  /** @param begin first moment, ms */
  constructor(begin: number) {
    this.#now = begin;
  }

  /** The simulated moment, ms. */
  get now(): number {
    return this.#now;
  }

  /**
   * Lets something happen at a moment.
   * @param at not before now
   * @throws RangeError for a moment that is over
   */
  at(at: number, act: () => void): void {
    if (!(at >= this.#now)) throw new RangeError(`${at} is over; it is ${this.#now}.`);
    const entry = { at, order: (this.#asked += 1), act };
    let place = this.#heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(entry, this.#entry(parent))) break;
      this.#heap[place] = this.#entry(parent);
      place = parent;
    }
    this.#heap[place] = entry;
  }

  /** Lets something happen after a while, ms. */
  after(wait: number, act: () => void): void {
    this.at(this.#now + wait, act);
  }

  /** Lets everything happen that is due before a moment, which it is then. */
  runUntil(end: number): void {
    for (let first = this.#heap[0]; first && first.at < end; first = this.#heap[0]) {
      this.#removeFirst();
      this.#now = first.at;
      first.act();
    }
    this.#now = Math.max(this.#now, end);
  }

  #removeFirst(): void {
    const last = this.#heap.pop();
    const { length } = this.#heap;
    if (!last || length === 0) return;
    let place = 0;
    for (let child = 1; child < length; child = 2 * place + 1) {
      if (child + 1 < length && before(this.#entry(child + 1), this.#entry(child))) child += 1;
      if (!before(this.#entry(child), last)) break;
      this.#heap[place] = this.#entry(child);
      place = child;
    }
    this.#heap[place] = last;
  }

  #entry(place: number): Entry {
    const entry = this.#heap[place];
    if (!entry) throw new RangeError(`There is no entry ${place}.`);
    return entry;
  }
}

const before = (one: Entry, other: Entry): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
