import type { ReadonlySignal } from '@preact/signals';
import type { RecognitionStatus } from './recognition-status';

/** Whatever looks at the participant: the link to a recognition server, or the recognition on the device. */
export interface Recogniser {
  readonly status: ReadonlySignal<RecognitionStatus>;
  /** Stops at once: nothing leaves the page any more. Resolves once everything has ended. */
  close(): Promise<void>;
}
