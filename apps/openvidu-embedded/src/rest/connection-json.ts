import type { Connection } from '../sessions/connection';
import type { Participant } from '../sessions/participant';

function publisherJson({ stream }: Participant): object[] {
  if (!stream) return [];
  const mediaOptions = { ...stream.properties, filter: {} };
  return [{ createdAt: stream.createdAt, streamId: stream.id, mediaOptions }];
}

function subscriberJson({ subscriptions }: Participant): object[] {
  return [...subscriptions.values()].map(({ createdAt, stream }) => ({ createdAt, streamId: stream.id }));
}

/** What is known only while somebody is in the slot. */
function activityJson(participant: Participant | undefined): object {
  if (!participant) {
    return {
      activeAt: null,
      location: null,
      ip: null,
      platform: null,
      clientData: null,
      publishers: null,
      subscribers: null,
    };
  }
  const { ip, platform, clientData } = participant.details;
  return {
    activeAt: participant.activeAt,
    location: 'unknown',
    ip,
    platform,
    clientData,
    publishers: publisherJson(participant),
    subscribers: subscriberJson(participant),
  };
}

/** A connection as REST shows it. */
export function connectionJson({ id, sessionId, createdAt, token, properties, participant }: Connection): object {
  return {
    id,
    object: 'connection',
    status: participant ? 'active' : 'pending',
    connectionId: id,
    sessionId,
    createdAt,
    type: 'WEBRTC',
    record: properties.record,
    role: properties.role,
    kurentoOptions: properties.kurentoOptions,
    customIceServers: properties.customIceServers,
    rtspUri: null,
    adaptativeBitrate: null,
    onlyPlayWithSubscribers: null,
    networkCache: null,
    serverData: properties.data,
    token,
    ...activityJson(participant),
  };
}

/**
 * A list of connections as REST shows it.
 * @param pending whether slots that nobody took are listed too
 */
export function connectionListJson(connections: readonly Connection[], pending: boolean): object {
  const listed = connections.filter(({ participant }) => pending || participant);
  return { numberOfElements: listed.length, content: listed.map(connectionJson) };
}
