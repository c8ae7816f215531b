import type { ForwardedPacket } from './forwarded-packet';

/** The kinds of media that are forwarded. */
export type MediaKind = 'audio' | 'video';

/** Whoever receives what a publisher sends. */
export interface PacketSink {
  /** What the receiver's network carries, bit/s; nothing before it has told. */
  readonly estimatedBitrate: number | undefined;
  send(kind: MediaKind, packet: ForwardedPacket): void;
  /** The next packets come from a new source: their numbers do not continue the old ones. */
  sourceChanged(): void;
}
