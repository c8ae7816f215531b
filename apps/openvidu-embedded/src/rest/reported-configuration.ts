import { DEFAULT_GARBAGE_COLLECTION, type GarbageCollection } from '../sessions/sessions';

/** Where events are sent, as `GET /config` shows it. */
export interface ReportedWebhook {
  readonly endpoint: string;
  /** Each `Name: value`. */
  readonly headers: readonly string[];
  /** The names of the events that are sent. */
  readonly events: readonly string[];
}

/** What `GET /config` shows of how the deployment was started. */
export interface ReportedConfiguration {
  /** Whether events are written to a file. */
  readonly cdr: boolean;
  /** When sessions that nobody joined are dropped. */
  readonly garbageCollection: GarbageCollection;
  /** Absent where no events are sent. */
  readonly webhook?: ReportedWebhook;
}

/** A deployment that was started with nothing but a secret. */
export const DEFAULT_REPORTED_CONFIGURATION: ReportedConfiguration = {
  cdr: false,
  garbageCollection: DEFAULT_GARBAGE_COLLECTION,
};
