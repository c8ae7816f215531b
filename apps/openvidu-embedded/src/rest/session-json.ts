import type { Session } from '../sessions/session';
import { connectionListJson } from './connection-json';
import { recordingPropertiesJson } from './recording-properties-json';

/**
 * A session as REST shows it.
 * @param pending whether connections that nobody took are listed too
 */
export function sessionJson({ id, createdAt, properties, connections }: Session, pending: boolean): object {
  return {
    id,
    object: 'session',
    sessionId: id,
    createdAt,
    recording: false,
    broadcasting: false,
    mediaMode: properties.mediaMode,
    recordingMode: properties.recordingMode,
    defaultRecordingProperties: recordingPropertiesJson(properties.defaultRecordingProperties),
    customSessionId: properties.customSessionId,
    forcedVideoCodec: properties.forcedVideoCodec,
    allowTranscoding: properties.allowTranscoding,
    connections: connectionListJson(connections, pending),
  };
}
