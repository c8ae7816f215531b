import {
  readParticipantIdentity,
  readScreenIdentity,
  type ActiveParticipant,
  type ActiveScreen,
  type ActiveSessions,
  type ParticipantIdentity,
  type RecognitionState,
} from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { isScreen } from '../meals/table-connections';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduConnection } from '../openvidu/openvidu-session';
import { MealTables } from '../recognition/table/meal-tables';

/** What the administrator sees: the sessions that OpenVidu has, with what is known of them at the table. */
@Injectable()
export class ActiveSessionsService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly tables: MealTables,
  ) {}

  /**
   * Every session that OpenVidu has, with its active connections.
   * @throws ApplicationError as OpenVidu fails
   */
  async list(): Promise<ActiveSessions> {
    const sessions = await this.openvidu.listSessions();
    return {
      sessions: sessions.map(({ sessionId, createdAt, connections }) => ({
        sessionId,
        since: createdAt,
        participants: connections
          .filter((connection) => connection.active && !isScreen(connection))
          .map((connection) => this.#describe(sessionId, connection)),
        screens: connections.filter(({ active }) => active).flatMap(describeScreen),
      })),
    };
  }

  #describe(sessionId: string, connection: OpenViduConnection): ActiveParticipant {
    const { connectionId, role, since, streams } = connection;
    const identity = readParticipantIdentity(connection.serverData);
    const state = identity && this.tables.motionOf(sessionId, identity.participantId);
    return {
      connectionId,
      ...(identity && { participantId: identity.participantId, displayName: identity.displayName }),
      role,
      since,
      streams,
      recognition: recognitionOf(identity, state?.recognition),
      motion: state?.motion ?? 'unknown',
      totals: state?.totals ?? { bites: 0, sips: 0 },
    };
  }
}

function describeScreen({ connectionId, serverData, since, streams }: OpenViduConnection): ActiveScreen[] {
  const screen = readScreenIdentity(serverData);
  return screen ? [{ connectionId, participantId: screen.screenOf, since, streams }] : [];
}

function recognitionOf(
  identity: ParticipantIdentity | undefined,
  reported: RecognitionState | undefined,
): RecognitionState {
  if (!identity) return 'off';
  return reported ?? (identity.recognition === 'none' ? 'off' : 'paused');
}
