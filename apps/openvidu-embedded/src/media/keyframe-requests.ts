/** A publisher is asked for a keyframe at most once in this time, ms: libwebrtc's encoders answer no more often. */
export const KEYFRAME_INTERVAL = 300;

/** Passes requests for keyframes on, at most one per interval; what comes in between is passed on at its end, once. */
export class KeyframeRequests {
  private sentAt = -Infinity;
  private timer?: NodeJS.Timeout;

  /** @param send asks the publisher */
  constructor(private readonly send: () => void) {}

  /** Asks now, or as soon as the interval has passed. */
  request(): void {
    if (this.timer) return;
    const wait = this.sentAt + KEYFRAME_INTERVAL - Date.now();
    if (wait <= 0) {
      this.pass();
      return;
    }
    this.timer = setTimeout(() => this.pass(), wait);
  }

  /** Drops what was not passed on yet. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private pass(): void {
    this.timer = undefined;
    this.sentAt = Date.now();
    this.send();
  }
}
