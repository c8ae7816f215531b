/** Tells on which frames something has its turn that is done on every n-th frame only. */
export class FrameTurns {
  private framesSinceTurn = Infinity;

  /**
   * Counts the next frame.
   * @param every so many frames; may change from frame to frame and counts at once
   * @returns whether it is something's turn; on the first frame it is
   */
  next(every: number): boolean {
    this.framesSinceTurn++;
    if (this.framesSinceTurn < every) return false;
    this.framesSinceTurn = 0;
    return true;
  }
}
