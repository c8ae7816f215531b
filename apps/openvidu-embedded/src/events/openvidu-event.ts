/** The events that this deployment tells of, by OpenVidu's names. */
export const EVENT_NAMES = [
  'sessionCreated',
  'sessionDestroyed',
  'participantJoined',
  'participantLeft',
  'webrtcConnectionCreated',
  'webrtcConnectionDestroyed',
  'signalSent',
] as const;

/** One of {@link EVENT_NAMES}. */
export type EventName = (typeof EVENT_NAMES)[number];

/** Names that OpenVidu's configuration may list although this deployment never has such an event to tell of. */
export const EVENT_NAMES_ELSEWHERE = [
  'recordingStatusChanged',
  'filterEventDispatched',
  'mediaNodeStatusChanged',
  'autoscaling',
  'nodeCrashed',
  'nodeRecovered',
  'broadcastStarted',
  'broadcastStopped',
  'HANodeStatusChanged',
] as const;

/** Something that happened, as webhook and CDR tell of it. */
export interface OpenviduEvent {
  readonly name: EventName;
  /** The event's object without its name; `sessionId`, `uniqueSessionId` and `timestamp` in all of them. */
  readonly fields: Readonly<Record<string, unknown>>;
}
