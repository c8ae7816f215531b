import { Clock } from '../time/clock';

/** A clock that stands still until it is told to go on. */
export class StandingClock extends Clock {
  constructor(public time = 1_700_000_000_000) {
    super();
  }

  override now(): number {
    return this.time;
  }
}
