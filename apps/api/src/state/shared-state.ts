/** What {@link SharedState.update} makes of the present value: another one, undefined to delete it, or itself to leave it. */
export type Change<T> = (present: T | undefined) => T | undefined;

/** Where a value lives: in a group, which expires as a whole, under a key. Neither may be empty. */
export interface StateAddress {
  readonly group: string;
  readonly key: string;
}

/**
 * What all instances of the api know together, and can afford to lose: what matters beyond a restart is in the journal. Values
 * are plain JSON. Every change is atomic: of two at once one comes after the other and sees what it made.
 */
export abstract class SharedState {
  /**
   * @returns the value, undefined where there is none
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  abstract read<T>(address: StateAddress): Promise<T | undefined>;

  /**
   * All values of a group by their keys, in no order; none of a group that does not exist.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  abstract readGroup<T>(group: string): Promise<ReadonlyMap<string, T>>;

  /**
   * Changes a value in one step.
   * @param change called once or, where others change the same value at the same time, several times; it must do nothing but
   *   compute, and return its argument itself where nothing is to change
   * @param lifetime how long the whole group lives from this change on, ms; without it, as long as before (for ever at first)
   * @returns the value afterwards
   * @throws ApplicationError `not_ready` where the state cannot be reached, or what `change` throws
   */
  abstract update<T>(address: StateAddress, change: Change<T>, lifetime?: number): Promise<T | undefined>;

  /** Whether the state can be reached now. Never throws. */
  abstract reachable(): Promise<boolean>;
}
