import type { Stream } from '../sessions/stream';
import type { Participant } from '../sessions/participant';
import { findStream } from './find-stream';
import { PrepareReceiveVideoParams, ReceiveVideoParams, UnsubscribeParams } from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';
import { requireForwardableVideo, requireSdp } from './sdp-params';

/** @throws as {@link findStream}, or RpcError 105 when it is the caller's own: that comes back with `doLoopback` only */
function findStreamOfAnother(
  call: RpcCall,
  streamId: string,
): { readonly owner: Participant; readonly stream: Stream } {
  const { session, participant } = seatOf(call);
  const found = findStream(session, streamId);
  if (found.owner !== participant) return found;
  throw new RpcError(RPC_ERROR_CODE.notStreaming, 'Can loopback only when publishing media');
}

/** The server offers; the answer comes with `receiveVideoFrom` or `reconnectStream`. */
async function prepareReceiveVideoFrom(call: RpcCall): Promise<void> {
  const { participant } = seatOf(call);
  const { owner, stream } = findStreamOfAnother(call, readParams(PrepareReceiveVideoParams, call).sender);
  call.reply({ sdpOffer: await participant.receiving.offer(owner, stream) });
}

/** Carries the browser's offer, or its answer to ours. */
async function receiveVideoFrom(call: RpcCall): Promise<void> {
  const { participant } = seatOf(call);
  const { sender, sdpOffer, sdpAnswer } = readParams(ReceiveVideoParams, call);
  const { owner, stream } = findStreamOfAnother(call, sender);
  if (sdpAnswer) {
    await participant.receiving.accept(owner, stream, sdpAnswer);
    return;
  }
  const offer = requireSdp(sdpOffer, 'sdpOffer', call);
  requireForwardableVideo(offer);
  call.reply({ sdpAnswer: await participant.receiving.answer(owner, stream, offer) });
}

async function unsubscribeFromVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  const { sender } = readParams(UnsubscribeParams, call);
  await participant.receiving.end(session.participant(sender).id, 'unsubscribe');
}

/** What a subscriber does. */
export const SUBSCRIBE_METHODS: Readonly<Record<string, RpcMethod>> = {
  prepareReceiveVideoFrom,
  receiveVideoFrom,
  unsubscribeFromVideo,
};
