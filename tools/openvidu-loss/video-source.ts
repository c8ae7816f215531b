import type { SentVideo } from './page-video';

/** Whoever publishes the video of a measurement. */
export interface VideoSource {
  readonly streamId: string;
  /** What it has sent so far. */
  read(): Promise<SentVideo>;
  /** Leaves the session. */
  close(): Promise<void>;
}
