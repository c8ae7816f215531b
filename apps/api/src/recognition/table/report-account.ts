/**
 * Up to where the reports of a worker that came over one link are taken and kept. A worker sends its reports in the order of
 * their sequence, beginning on every link with the first that it does not know to be kept. No clock, no input or output.
 */
export class ReportAccount {
  #taken = 0;
  /** The first of the reports that were refused and did not come again yet. */
  #refused = Infinity;
  /** Taken, and not in the journal yet. */
  readonly #unkept = new Set<number>();

  /** Up to which sequence the tables have been told. */
  get taken(): number {
    return Math.min(this.#taken, this.#refused - 1);
  }

  /** Up to which sequence everything that counts is in the journal. */
  get kept(): number {
    let kept = this.taken;
    for (const sequence of this.#unkept) kept = Math.min(kept, sequence - 1);
    return kept;
  }

  /** Whether reports that begin with this one may be taken now: not before those that were refused. */
  admits(first: number): boolean {
    return first <= this.#refused;
  }

  /** Reports that begin with this one are refused, to come again. */
  refuse(first: number): void {
    this.#refused = Math.min(this.#refused, first);
  }

  /**
   * Reports are taken.
   * @param sequences of all of them, in order
   * @param counting those that the journal has to hold
   */
  take(sequences: readonly number[], counting: readonly number[]): void {
    const last = sequences.at(-1) ?? 0;
    this.#taken = Math.max(this.#taken, last);
    if (last >= this.#refused) this.#refused = Infinity;
    for (const sequence of counting) this.#unkept.add(sequence);
  }

  /** Reports are in the journal. */
  keep(counting: readonly number[]): void {
    for (const sequence of counting) this.#unkept.delete(sequence);
  }
}
