import { readParticipantIdentity, readScreenIdentity } from '@bapsang/shared';
import type { OpenViduConnection } from '../openvidu/openvidu-session';

/** Whether a connection carries a screen, and so seats nobody. */
export function isScreen({ serverData }: OpenViduConnection): boolean {
  return readScreenIdentity(serverData) !== undefined;
}

/** The connections on which a participant sits, the newest first: after a rejoin the one before lingers for some seconds. */
export function seatsOf(connections: readonly OpenViduConnection[], participantId: string): OpenViduConnection[] {
  return connections
    .filter(({ serverData }) => readParticipantIdentity(serverData)?.participantId === participantId)
    .sort((one, other) => other.since - one.since);
}

/** The connections that carry a participant's screen. */
export function screensOf(connections: readonly OpenViduConnection[], participantId: string): OpenViduConnection[] {
  return connections.filter(({ serverData }) => readScreenIdentity(serverData)?.screenOf === participantId);
}
