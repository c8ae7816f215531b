import { connectionIdOfStream } from '../sessions/ids';
import type { Participant, Subscription } from '../sessions/participant';
import type { ObservedSession } from '../sessions/session-observer';
import type { Signal } from '../sessions/signal';
import type { Stream } from '../sessions/stream';
import type { EventName, OpenviduEvent } from './openvidu-event';

/** What the events tell of a participant. */
type ParticipantFacts = Pick<Participant, 'id' | 'activeAt' | 'details' | 'properties'>;

/** What the events tell of a stream. */
type StreamFacts = Pick<Stream, 'id' | 'createdAt' | 'properties'>;

/** What the events tell of a stream that somebody receives. */
type SubscriptionFacts = Pick<Subscription, 'createdAt'> & { readonly stream: StreamFacts };

/** How something ended. */
interface Ending {
  /** When it began, ms since the epoch. */
  readonly startTime: number;
  /** One of OpenVidu's reasons. */
  readonly reason: string;
}

/** OpenVidu CE knows no places. */
const LOCATION = 'unknown';

/** What clients write before the type of a signal; the events carry it without. */
const SIGNAL_PREFIX = /^signal:/;

function describe(name: EventName, { id, createdAt }: ObservedSession, timestamp: number, more: object): OpenviduEvent {
  return { name, fields: { sessionId: id, uniqueSessionId: `${id}_${createdAt}`, timestamp, ...more } };
}

function describeEnding(ending: Ending | undefined, timestamp: number): object {
  if (!ending) return {};
  const { startTime, reason } = ending;
  return { startTime, duration: Math.max(0, Math.floor((timestamp - startTime) / 1_000)), reason };
}

function describePerson({ id, details, properties }: ParticipantFacts): object {
  const { ip, platform, clientData } = details;
  return {
    participantId: id,
    connectionId: id,
    location: LOCATION,
    ip,
    platform,
    clientData,
    serverData: properties.data,
  };
}

function describeMedia({ properties }: StreamFacts): object {
  const { hasAudio, hasVideo, typeOfVideo, frameRate, videoDimensions } = properties;
  const video = {
    videoSource: typeOfVideo,
    videoFramerate: frameRate,
    ...(videoDimensions === undefined ? {} : { videoDimensions }),
  };
  return { ...(hasVideo ? video : {}), audioEnabled: hasAudio, videoEnabled: hasVideo };
}

/** `sessionCreated`; its time is the session's own, so that it equals the `startTime` of the end. */
export function sessionCreated(session: ObservedSession): OpenviduEvent {
  return describe('sessionCreated', session, session.createdAt, {});
}

/** @param timestamp ms since the epoch, as everywhere here */
export function sessionDestroyed(session: ObservedSession, reason: string, timestamp: number): OpenviduEvent {
  const ending = describeEnding({ startTime: session.createdAt, reason }, timestamp);
  return describe('sessionDestroyed', session, timestamp, ending);
}

/** `participantJoined` */
export function participantJoined(session: ObservedSession, participant: ParticipantFacts): OpenviduEvent {
  return describe('participantJoined', session, participant.activeAt, describePerson(participant));
}

/** `participantLeft` */
export function participantLeft(
  session: ObservedSession,
  participant: ParticipantFacts,
  reason: string,
  timestamp: number,
): OpenviduEvent {
  const ending = describeEnding({ startTime: participant.activeAt, reason }, timestamp);
  return describe('participantLeft', session, timestamp, { ...ending, ...describePerson(participant) });
}

/** A participant's own stream: `webrtcConnectionCreated`, or `webrtcConnectionDestroyed` where there is a reason. */
export function outboundConnection(
  session: ObservedSession,
  { id }: Pick<ParticipantFacts, 'id'>,
  stream: StreamFacts,
  timestamp: number,
  reason?: string,
): OpenviduEvent {
  const ending = reason === undefined ? undefined : { startTime: stream.createdAt, reason };
  return describe(ending ? 'webrtcConnectionDestroyed' : 'webrtcConnectionCreated', session, timestamp, {
    ...describeEnding(ending, timestamp),
    streamId: stream.id,
    participantId: id,
    connectionId: id,
    connection: 'OUTBOUND',
    ...describeMedia(stream),
  });
}

/** A stream that a participant receives: `webrtcConnectionCreated` or `webrtcConnectionDestroyed`, as above. */
export function inboundConnection(
  session: ObservedSession,
  { id }: Pick<ParticipantFacts, 'id'>,
  { stream, createdAt }: SubscriptionFacts,
  timestamp: number,
  reason?: string,
): OpenviduEvent {
  const ending = reason === undefined ? undefined : { startTime: createdAt, reason };
  return describe(ending ? 'webrtcConnectionDestroyed' : 'webrtcConnectionCreated', session, timestamp, {
    ...describeEnding(ending, timestamp),
    streamId: stream.id,
    participantId: id,
    connectionId: id,
    connection: 'INBOUND',
    receivingFrom: connectionIdOfStream(stream.id),
    ...describeMedia(stream),
  });
}

/**
 * `signalSent`. The type of a participant's signal loses the prefix `signal:`; the application's is told as it was given.
 * @param to the connection ids of all who received it
 */
export function signalSent(
  session: ObservedSession,
  { from, type, data }: Signal,
  to: readonly string[],
  timestamp: number,
): OpenviduEvent {
  return describe('signalSent', session, timestamp, {
    from: from ?? null,
    to,
    type: (from === undefined ? type : type?.replace(SIGNAL_PREFIX, '')) ?? null,
    data: data ?? null,
  });
}
