/** Somebody who can be told to move. */
export interface Movable {
  /** Whether a bite or a sip is under way, which only this worker can finish: another one would miss its beginning. */
  isUnderWay(now: number): boolean;
}

/**
 * In which order participants are told to move to other workers: one by one, those with nothing under way first. Who has a bite or
 * a sip under way is told once it has ended, or once patience with it has.
 */
export class MovePlan<Seated extends Movable> {
  private readonly told = new WeakSet<Seated>();

  /** @param patientUntil from when on those are told too who have something under way, ms */
  constructor(private readonly patientUntil: number) {}

  /**
   * Who is to be told now; nobody is told twice.
   * @param seated everybody who sits here
   * @param now ms, by the clock of `patientUntil`
   * @returns undefined where nobody is to be told now
   */
  next(seated: readonly Seated[], now: number): Seated | undefined {
    const untold = seated.filter((seat) => !this.told.has(seat));
    const free = untold.find((seat) => !seat.isUnderWay(now));
    const chosen = free ?? (now >= this.patientUntil ? untold[0] : undefined);
    if (chosen) this.told.add(chosen);
    return chosen;
  }
}
