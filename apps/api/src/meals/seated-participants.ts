import { readParticipantIdentity, type SeatedParticipant } from '@bapsang/shared';
import type { OpenViduSession } from '../openvidu/openvidu-session';
import { isScreen } from './table-connections';

/**
 * Who sits at a table, in the order in which they sat down. Somebody on two connections (the one before a rejoin lingers for some
 * seconds) is one, under the name of the newest; a shared screen's connection seats nobody. A connection that was not made by
 * this api is somebody without a name.
 * @param session undefined where OpenVidu has none: nobody sits there
 */
export function seatedParticipants(session: OpenViduSession | undefined): readonly SeatedParticipant[] {
  const active = (session?.connections ?? []).filter((connection) => connection.active && !isScreen(connection));
  const seated = new Map<string, SeatedParticipant>();
  for (const { connectionId, serverData } of active.sort((one, other) => one.since - other.since)) {
    const identity = readParticipantIdentity(serverData);
    // A later connection of the same participant takes the place of the earlier one in the map without moving it.
    seated.set(
      identity ? `participant ${identity.participantId}` : `connection ${connectionId}`,
      identity ? { displayName: identity.displayName, host: identity.host } : { displayName: '', host: false },
    );
  }
  return [...seated.values()];
}
