/** What came out of a frame, in arrays that travel. */
export interface PlainFrame {
  /** x and y of each point, px of the frame; empty where there is none. */
  readonly face: readonly number[];
  readonly body: readonly number[];
  readonly hands: readonly number[];
  readonly motion: string;
  readonly events: readonly { readonly kind: string; readonly contactAt: number }[];
}

/** A report that would have gone to the api. */
export interface HarnessReport {
  /** Ms since the beginning. */
  readonly at: number;
  readonly motion: string;
  readonly events: readonly string[];
  readonly model: string;
}

/** What a run on the camera came to; times in ms since the beginning. */
export interface HarnessFigures {
  /** The last status, as JSON. */
  readonly status: string;
  /** When the first picture had been looked at; undefined where none was. */
  readonly firstLookAfter: number | undefined;
  readonly looks: readonly { readonly at: number; readonly timings: Readonly<Record<string, number>> }[];
  readonly reports: readonly HarnessReport[];
  /** Durations of the page's tasks that took more than 50 ms. */
  readonly longTasks: readonly number[];
}

/** The window of the harness page. */
export interface HarnessWindow {
  readonly harness: {
    /** Watches a clip picture by picture, every one of them, with the code of the Web Worker. */
    watchClip(addresses: readonly string[], framesPerSecond: number): Promise<PlainFrame[]>;
    /** Recognises the camera on the device for so long, ms. */
    measure(backend: 'wasm' | 'webgl', duration: number): Promise<HarnessFigures>;
  };
}
