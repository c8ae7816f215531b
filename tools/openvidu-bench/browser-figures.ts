/** What a number of browsers found. */
export interface BrowserFigures {
  readonly participants: number;
  /** From the call of connect() to its end, of each, ms. */
  readonly joins: readonly number[];
  /** How long publish() of the last one took, opening the camera included, ms. */
  readonly published: number;
  /** From the call of publish() of the last one until each of the others shows a picture of it, ms. */
  readonly firstFrames: readonly number[];
  /** Of one processor, 0 to 1. */
  readonly serverLoad: number;
  readonly residentBytes: number;
  /** Lost of all that was received, by the browsers' own count. */
  readonly packetsLost: number;
}
