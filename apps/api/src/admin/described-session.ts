import {
  readParticipantIdentity,
  readScreenIdentity,
  type AdminParticipant,
  type AdminScreen,
  type AdminSession,
  type ParticipantIdentity,
  type RecognitionState,
} from '@bapsang/shared';
import { isScreen } from '../meals/table-connections';
import type { OpenViduConnection, OpenViduSession } from '../openvidu/openvidu-session';
import type { MotionState } from '../recognition/table/motion-state';

/**
 * A session as administrators see it: its active connections.
 * @param states the newest state of everybody at its table, by participant
 * @param recognisers who looks at whom, by participant
 */
export function describeSession(
  { sessionId, createdAt, connections }: OpenViduSession,
  meal: boolean,
  states: ReadonlyMap<string, MotionState>,
  recognisers: ReadonlyMap<string, string>,
): AdminSession {
  const active = connections.filter((connection) => connection.active);
  const participants = active
    .filter((connection) => !isScreen(connection))
    .map((connection) => describeParticipant(connection, states, recognisers));
  return { sessionId, meal, since: createdAt, participants, screens: active.flatMap(describeScreen) };
}

function describeParticipant(
  { connectionId, role, since, streams, serverData }: OpenViduConnection,
  states: ReadonlyMap<string, MotionState>,
  recognisers: ReadonlyMap<string, string>,
): AdminParticipant {
  const identity = readParticipantIdentity(serverData);
  const state = identity && states.get(identity.participantId);
  const workerId = identity && recognisers.get(identity.participantId);
  return {
    connectionId,
    ...(identity && { participantId: identity.participantId, displayName: identity.displayName }),
    ...{ role, since, streams },
    recognition: recognitionOf(identity, state?.recognition),
    motion: state?.motion ?? 'unknown',
    totals: state?.totals ?? { bites: 0, sips: 0 },
    ...(workerId !== undefined && { workerId }),
    ...(state && hasSeen(state) && { confidence: state.confidence, seenAt: state.capturedAt }),
  };
}

function describeScreen({ connectionId, serverData, since, streams }: OpenViduConnection): AdminScreen[] {
  const screen = readScreenIdentity(serverData);
  return screen ? [{ connectionId, participantId: screen.screenOf, since, streams }] : [];
}

/** A state that only tells a choice was seen by nobody. */
function hasSeen({ motion, confidence }: MotionState): boolean {
  return motion !== 'unknown' || confidence > 0;
}

function recognitionOf(
  identity: ParticipantIdentity | undefined,
  reported: RecognitionState | undefined,
): RecognitionState {
  if (!identity) return 'off';
  return reported ?? (identity.recognition === 'none' ? 'off' : 'paused');
}
