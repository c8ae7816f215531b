import { connectionIdOfStream } from '../sessions/ids';
import type { Participant } from '../sessions/participant';
import type { Session } from '../sessions/session';
import type { Stream } from '../sessions/stream';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';

/**
 * A stream that is published, by its id.
 * @throws SessionError `participant-not-found`, or RpcError 105 when the participant does not publish it
 */
export function findStream(
  session: Session,
  streamId: string,
): { readonly owner: Participant; readonly stream: Stream } {
  const owner = session.participant(connectionIdOfStream(streamId) ?? streamId);
  if (owner.stream?.id === streamId) return { owner, stream: owner.stream };
  throw new RpcError(RPC_ERROR_CODE.notStreaming, `The stream ${streamId} is not published in session ${session.id}.`);
}
