import type { Participant } from './participant';
import type { Stream } from './stream';

/** A stream as other browsers are told of it. */
export function describeStream({ id, createdAt, properties }: Stream): object {
  return { id, createdAt, ...properties, filter: {} };
}

/**
 * A participant as a browser that joins is told of it. There is no `role` in it, and `streams` only where something is
 * published: openvidu-browser takes a `role` for its own connection and fails on an empty list.
 */
export function describeParticipant({ id, activeAt, metadata, stream }: Participant): object {
  return { id, createdAt: activeAt, metadata, ...(stream ? { streams: [describeStream(stream)] } : {}) };
}
