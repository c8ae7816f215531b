import type { Participant } from '../sessions/participant';
import type { Stream } from '../sessions/stream';
import { findStream } from './find-stream';
import { IceCandidateParams, ReconnectStreamParams } from './rpc-contracts';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';
import { requireForwardableVideo, requireSdp } from './sdp-params';

async function reconnectPublisher(call: RpcCall, participant: Participant, stream: Stream): Promise<void> {
  const { sdpString, sdpOffer } = readParams(ReconnectStreamParams, call);
  const offer = requireSdp(sdpString ?? sdpOffer, 'sdpString', call);
  requireForwardableVideo(offer);
  call.reply({ sdpAnswer: await participant.republish(offer), id: stream.id, createdAt: stream.createdAt });
}

async function reconnectSubscriber(
  call: RpcCall,
  { receiving }: Participant,
  owner: Participant,
  stream: Stream,
): Promise<void> {
  const { sdpString, sdpOffer, forciblyReconnect = false } = readParams(ReconnectStreamParams, call);
  if (sdpString) {
    await receiving.accept(owner, stream, sdpString, forciblyReconnect);
    return;
  }
  const offer = requireSdp(sdpOffer, 'sdpOffer', call);
  requireForwardableVideo(offer);
  call.reply({ sdpAnswer: await receiving.answer(owner, stream, offer) });
}

/**
 * A new peer connection for a stream that stays. A publisher sends an offer as `sdpString`; a subscriber sends an offer
 * as `sdpOffer`, or an answer as `sdpString`.
 */
async function reconnectStream(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  const { owner, stream } = findStream(session, readParams(ReconnectStreamParams, call).stream);
  if (owner === participant) await reconnectPublisher(call, participant, stream);
  else await reconnectSubscriber(call, participant, owner, stream);
}

function onIceCandidate(call: RpcCall): void {
  const { participant } = seatOf(call);
  const { endpointName, ...candidate } = readParams(IceCandidateParams, call);
  if (candidate.candidate !== '') participant.addCandidate(endpointName, candidate);
}

/** What publishers and subscribers do alike with their peer connections. */
export const PEER_CONNECTION_METHODS: Readonly<Record<string, RpcMethod>> = { reconnectStream, onIceCandidate };
