import { RenewalSchedule } from './renewal-schedule';

/** Lets a subscription be renewed some time after it failed, and not while its browser is away. */
export class SubscriptionRenewal {
  private readonly schedule = new RenewalSchedule();
  private timer?: NodeJS.Timeout;
  private isDue = false;

  /**
   * @param isAway whether the browser cannot be reached now
   * @param renew makes the offer
   */
  constructor(
    private readonly isAway: () => boolean,
    private readonly renew: () => void,
  ) {}

  /** The subscription has failed, or its renewal has. */
  failed(): void {
    const pause = this.schedule.next(performance.now());
    if (pause !== undefined) this.renewIn(pause);
  }

  /** The browser can be reached again. */
  back(pause: number): void {
    if (this.isDue) this.renewIn(pause);
  }

  /** There is nothing to renew: the browser did so itself, or the subscription ends. */
  cancel(): void {
    clearTimeout(this.timer);
    this.isDue = false;
  }

  private renewIn(pause: number): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.isDue = this.isAway();
      if (!this.isDue) this.renew();
    }, pause);
  }
}
