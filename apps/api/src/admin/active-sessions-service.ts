import type { Logger } from '@bapsang/server';
import {
  readParticipantIdentity,
  readScreenIdentity,
  type ActiveParticipant,
  type ActiveScreen,
  type ActiveSession,
  type ActiveSessions,
  type ParticipantIdentity,
  type RecognitionState,
} from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { isScreen } from '../meals/table-connections';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduConnection, OpenViduSession } from '../openvidu/openvidu-session';
import { MealTables } from '../recognition/table/meal-tables';
import type { MotionState } from '../recognition/table/motion-state';

/** What the administrator sees: the sessions that OpenVidu has, with what is known of them at the table. */
@Injectable()
export class ActiveSessionsService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly tables: MealTables,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Every session that OpenVidu has, with its active connections.
   * @throws ApplicationError as OpenVidu fails
   */
  async list(): Promise<ActiveSessions> {
    const sessions = await this.openvidu.listSessions();
    return { sessions: await Promise.all(sessions.map((session) => this.#describe(session))) };
  }

  async #describe({ sessionId, createdAt, connections }: OpenViduSession): Promise<ActiveSession> {
    const active = connections.filter((connection) => connection.active);
    const states = await this.#statesAt(sessionId);
    return {
      sessionId,
      since: createdAt,
      participants: active
        .filter((connection) => !isScreen(connection))
        .map((connection) => describeParticipant(connection, states)),
      screens: active.flatMap(describeScreen),
    };
  }

  /** By participant; nobody's where they cannot be told now, because who sits there can be told without. */
  async #statesAt(sessionId: string): Promise<ReadonlyMap<string, MotionState>> {
    try {
      const motions = await this.tables.motionsOf(sessionId);
      return new Map(motions.map((motion) => [motion.participantId, motion]));
    } catch (error) {
      this.logger.warn('table.unreachable', { error });
      return new Map();
    }
  }
}

function describeParticipant(
  connection: OpenViduConnection,
  states: ReadonlyMap<string, MotionState>,
): ActiveParticipant {
  const { connectionId, role, since, streams } = connection;
  const identity = readParticipantIdentity(connection.serverData);
  const state = identity && states.get(identity.participantId);
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
