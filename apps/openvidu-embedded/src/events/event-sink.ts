import type { Closable } from '@bapsang/server';
import type { OpenviduEvent } from './openvidu-event';

/** Somewhere that events go. */
export interface EventSink extends Closable {
  /** Takes an event; returns at once, never throws, and keeps the order in which it is called. */
  take(event: OpenviduEvent): void;
}
