import type { SessionFault } from '../sessions/session-error';
import { SessionError } from '../sessions/session-error';

/** OpenVidu's error codes, as far as they occur here. */
export const RPC_ERROR_CODE = {
  uncaught: -1,
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  participantNotFound: 102,
  notStreaming: 105,
  alreadyStreaming: 106,
  sessionNotFound: 202,
  sessionClosed: 203,
  mediaFailed: 302,
  endpointFailed: 303,
  unauthorized: 401,
  filterUnavailable: 406,
  signalNotJson: 600,
  signalTargetUnknown: 601,
  codecMissing: 800,
  notJoined: 803,
  serviceUnavailable: 997,
  generic: 999,
  reconnectionFailed: 40_007,
} as const;

const CODE_OF_FAULT: Readonly<Record<SessionFault, number>> = {
  'session-closed': RPC_ERROR_CODE.sessionClosed,
  'session-full': RPC_ERROR_CODE.generic,
  'too-many-sessions': RPC_ERROR_CODE.generic,
  'too-many-connections': RPC_ERROR_CODE.generic,
  'participant-not-found': RPC_ERROR_CODE.participantNotFound,
  'not-streaming': RPC_ERROR_CODE.notStreaming,
  'already-streaming': RPC_ERROR_CODE.alreadyStreaming,
  'media-failed': RPC_ERROR_CODE.mediaFailed,
  'offer-missing': RPC_ERROR_CODE.endpointFailed,
  'codec-missing': RPC_ERROR_CODE.codecMissing,
  'signal-target-unknown': RPC_ERROR_CODE.signalTargetUnknown,
};

/** An answer that refuses a request. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'RpcError';
  }
}

/** What was thrown as an answer; nothing where it was not expected and must be masked. */
export function toRpcError(thrown: unknown): RpcError | undefined {
  if (thrown instanceof RpcError) return thrown;
  if (thrown instanceof SessionError) return new RpcError(CODE_OF_FAULT[thrown.fault], thrown.message);
  return undefined;
}
