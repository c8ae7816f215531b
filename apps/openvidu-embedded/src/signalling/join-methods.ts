import type { IceServer } from '../sessions/connection-properties';
import { describeParticipant } from '../sessions/descriptions';
import type { Participant } from '../sessions/participant';
import type { Session } from '../sessions/session';
import type { Sessions } from '../sessions/sessions';
import { OPENVIDU_VERSION } from '../configuration/openvidu-version';
import { coturnMembers } from './coturn-members';
import { JoinRoomParams } from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';

/** Who offers when a browser subscribes, in OpenVidu's names: the browser, or the server. */
export type MediaServerName = 'kurento' | 'mediasoup';

/** What joining needs of the deployment. */
export interface JoinOptions {
  readonly sessions: Sessions;
  /** Told to browsers whose connection names none. Never empty: they would ask public STUN servers. */
  readonly iceServers: readonly IceServer[];
  /**
   * What browsers are told; both directions are served whatever they are told. Default: `kurento`, measured some 100 ms
   * faster to the first frame.
   */
  readonly mediaServer?: MediaServerName;
}

function joinResult(
  session: Session,
  { id, activeAt, metadata, properties }: Participant,
  options: JoinOptions,
): object {
  const { role, record, customIceServers } = properties;
  const others = session.participants.filter((other) => other.id !== id);
  const iceServers = customIceServers.length > 0 ? customIceServers : options.iceServers;
  return {
    id,
    finalUserId: id,
    createdAt: activeAt,
    metadata,
    value: others.map(describeParticipant),
    session: session.id,
    version: OPENVIDU_VERSION,
    mediaServer: options.mediaServer ?? 'kurento',
    videoSimulcast: false,
    record,
    role,
    ...coturnMembers(iceServers),
    customIceServers: iceServers,
  };
}

/** Without recordings nobody needs to come in without a token; whoever knows the secret makes one over REST. */
function refuseRecorder({ session, secret = '', recorder = false }: JoinRoomParams): void {
  if (secret === '' && !recorder) return;
  const message =
    `Unable to join session ${session}. This deployment does not record and lets nobody in by its secret: ` +
    'create a connection and use its token';
  throw new RpcError(RPC_ERROR_CODE.unauthorized, message);
}

function findSession(sessions: Sessions, sessionId: string): Session {
  const session = sessions.find(sessionId);
  if (session) return session;
  if (sessions.isClosing(sessionId)) {
    const message = `Unable to join session. Session ${sessionId} is closing`;
    throw new RpcError(RPC_ERROR_CODE.sessionClosed, message);
  }
  const message = `Unable to join session. Session ${sessionId} cannot be found`;
  throw new RpcError(RPC_ERROR_CODE.sessionNotFound, message);
}

function joinRoom(call: RpcCall, options: JoinOptions): void {
  const params = readParams(JoinRoomParams, call);
  if (call.client.seat) throw new RpcError(RPC_ERROR_CODE.generic, 'This client has joined a session already.');
  refuseRecorder(params);
  const session = findSession(options.sessions, params.session);
  const connection = session.takeToken(params.token);
  if (!connection) {
    const message = `Unable to join session ${session.id}. Token ${params.token} is not valid`;
    throw new RpcError(RPC_ERROR_CODE.unauthorized, message);
  }
  const { platform = 'unknown', metadata = '' } = params;
  const participant = session.join(connection, { ip: call.ip, platform, clientData: metadata }, call.client);
  call.client.sitDown({ session, participant });
  call.reply(joinResult(session, participant, options));
}

async function leaveRoom(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  await session.leave(participant, 'disconnect');
  call.reply({});
}

/** Only clients of a cluster ask for the life of the session; -1 is what a deployment without one says. */
function sessionStatus(call: RpcCall): void {
  call.reply({ life: -1 });
}

/** Coming and going. */
export function joinMethods(options: JoinOptions): Readonly<Record<string, RpcMethod>> {
  return { joinRoom: (call) => joinRoom(call, options), leaveRoom, sessionStatus };
}
