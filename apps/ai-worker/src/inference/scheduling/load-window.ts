import type { ProcessLoad } from '@bapsang/recognition/vision/effort-ladder';

/** What a window says of a process; `frames` how many were looked at. */
export type WindowLoad = Omit<ProcessLoad, 'heldBack'> & { readonly frames: number };

/** Adds up over a window of time what an inference process does. It has no clock: every moment is given, ms. */
export class LoadWindow {
  private inService = 0;
  private busy = 0;
  private frames = 0;
  private waited = 0;
  private body = 0;
  private hands = 0;
  private busySince: number;

  /** @param openedAt when the window begins */
  constructor(private openedAt: number) {
    this.busySince = openedAt;
  }

  /**
   * The process is given a frame.
   * @param waited how long the frame was due before, ms
   */
  began(at: number, waited: number): void {
    if (this.inService === 0) this.busySince = at;
    this.inService += 1;
    this.waited += waited;
    this.frames += 1;
  }

  /**
   * The process is done with a frame.
   * @param timings what its steps took, ms; none for one that failed
   */
  ended(at: number, timings: Readonly<Record<string, number>>): void {
    this.inService -= 1;
    this.body += timings.body ?? 0;
    this.hands += timings.hands ?? 0;
    if (this.inService === 0) this.busy += at - this.busySince;
  }

  /**
   * Ends the window and begins the next.
   * @param oldest how long the frame that waits longest has been due by now, ms; 0 where none waits
   */
  close(at: number, oldest: number): WindowLoad {
    if (this.inService > 0) {
      this.busy += at - this.busySince;
      this.busySince = at;
    }
    const { frames, busy } = this;
    const mean = (sum: number): number => (frames === 0 ? 0 : sum / frames);
    const load = {
      busy: Math.min(1, busy / Math.max(1, at - this.openedAt)),
      // Where nothing is begun at all the mean says nothing; then the frame that waits does.
      wait: frames === 0 ? oldest : mean(this.waited),
      frameCost: mean(busy),
      body: mean(this.body),
      hands: mean(this.hands),
      frames,
    };
    this.openedAt = at;
    this.busy = this.frames = this.waited = this.body = this.hands = 0;
    return load;
  }
}
