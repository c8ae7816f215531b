import type { Participant } from '../sessions/participant';
import { findStream } from './find-stream';
import { ForceDisconnectParams, ForceUnpublishParams } from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';

function requireModerator({ properties }: Participant, what: string): void {
  if (properties.role === 'MODERATOR') return;
  throw new RpcError(RPC_ERROR_CODE.unauthorized, `Unable to ${what}. The user does not have a valid token`);
}

async function forceDisconnect(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  requireModerator(participant, 'force disconnect');
  const { connectionId } = readParams(ForceDisconnectParams, call);
  const victim = session.participant(connectionId);
  await session.evict(victim, 'forceDisconnectByUser', () => call.reply({}));
}

async function forceUnpublish(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  requireModerator(participant, 'force unpublish');
  const { streamId } = readParams(ForceUnpublishParams, call);
  const { owner } = findStream(session, streamId);
  await session.unpublish(owner, 'forceUnpublishByUser');
  call.reply({});
}

/** What a moderator may do to others. */
export const MODERATION_METHODS: Readonly<Record<string, RpcMethod>> = { forceDisconnect, forceUnpublish };
