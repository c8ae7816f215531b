import type { AdminStream } from '@bapsang/shared';
import type { Connection, Publisher, Session } from 'openvidu-node-client';

/** A connection that was just created. */
export interface CreatedConnection {
  readonly connectionId: string;
  /** Opens the connection once; never kept. */
  readonly token: string;
}

/** A connection as OpenVidu has it. */
export interface OpenViduConnection {
  readonly connectionId: string;
  /** Whether a browser is on it; otherwise its token is still unused. */
  readonly active: boolean;
  readonly role: string;
  readonly serverData: string;
  /** Since when it is active, or else since when it exists, ms since the epoch. */
  readonly since: number;
  /** That it publishes. */
  readonly streams: readonly AdminStream[];
}

/** A session as OpenVidu has it. */
export interface OpenViduSession {
  readonly sessionId: string;
  /** ms since the epoch. */
  readonly createdAt: number;
  readonly connections: readonly OpenViduConnection[];
}

// OpenVidu leaves out what does not apply, such as the dimensions of a stream without video.
function toStream({ streamId, ...publisher }: Publisher): AdminStream {
  const { hasAudio, hasVideo, audioActive, videoActive, frameRate, videoDimensions } = publisher as Partial<Publisher>;
  return {
    streamId,
    hasAudio: hasAudio ?? false,
    hasVideo: hasVideo ?? false,
    audioActive: audioActive ?? false,
    videoActive: videoActive ?? false,
    ...(frameRate != null && { frameRate }),
    ...(videoDimensions != null && { videoDimensions }),
  };
}

function toOpenViduConnection(connection: Connection): OpenViduConnection {
  const { data, role } = connection.connectionProperties;
  const active = connection.status === 'active';
  return {
    connectionId: connection.connectionId,
    active,
    role: role ?? '',
    serverData: data ?? '',
    since: active ? connection.activeAt : connection.createdAt,
    streams: connection.publishers.map(toStream),
  };
}

/** The part of openvidu-node-client's session that this app uses, as plain data. */
export function toOpenViduSession(session: Session): OpenViduSession {
  return {
    sessionId: session.sessionId,
    createdAt: session.createdAt,
    connections: session.connections.map(toOpenViduConnection),
  };
}
