import { offersForwardableVideo } from '../media/sdp';
import { describeStream } from '../sessions/descriptions';
import { connectionIdOfStream } from '../sessions/ids';
import type { Participant } from '../sessions/participant';
import type { Session } from '../sessions/session';
import type { Stream } from '../sessions/stream';
import {
  IceCandidateParams,
  PublishVideoParams,
  ReceiveVideoParams,
  ReconnectStreamParams,
  StreamPropertyParams,
  UnsubscribeParams,
} from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';

function requireForwardableVideo(sdpOffer: string): void {
  if (offersForwardableVideo(sdpOffer)) return;
  throw new RpcError(RPC_ERROR_CODE.codecMissing, 'The SDP offer has no VP8, the one video codec that is forwarded.');
}

function findStream(session: Session, streamId: string): { readonly owner: Participant; readonly stream: Stream } {
  const owner = session.participant(connectionIdOfStream(streamId) ?? streamId);
  if (owner.stream?.id === streamId) return { owner, stream: owner.stream };
  throw new RpcError(RPC_ERROR_CODE.notStreaming, `The stream ${streamId} is not published in session ${session.id}.`);
}

async function publishVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  if (participant.properties.role === 'SUBSCRIBER') {
    const message = 'Unable to publish video. The user does not have a valid token';
    throw new RpcError(RPC_ERROR_CODE.unauthorized, message);
  }
  const { sdpOffer, ...properties } = readParams(PublishVideoParams, call);
  requireForwardableVideo(sdpOffer);
  const { stream, answer } = await participant.publish(properties, sdpOffer);
  call.reply({ sdpAnswer: answer, id: stream.id, createdAt: stream.createdAt });
  const { id } = participant;
  session.notifyOthers(id, 'participantPublished', { id, streams: [describeStream(stream)] });
}

async function unpublishVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  await session.unpublish(participant, 'unpublish', true);
  call.reply({});
}

async function receiveVideoFrom(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  const { sender, sdpOffer } = readParams(ReceiveVideoParams, call);
  const { owner, stream } = findStream(session, sender);
  requireForwardableVideo(sdpOffer);
  call.reply({ sdpAnswer: await participant.subscribe(owner, stream, sdpOffer) });
}

async function unsubscribeFromVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  const { sender } = readParams(UnsubscribeParams, call);
  await participant.unsubscribe(session.participant(sender).id);
  call.reply({});
}

/** The parameter that carries the offer depends on who reconnects: a publisher or a subscriber. */
async function reconnectStream(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  const { stream: streamId, sdpString, sdpOffer } = readParams(ReconnectStreamParams, call);
  const { owner, stream } = findStream(session, streamId);
  const offer = owner === participant ? (sdpString ?? sdpOffer) : sdpOffer;
  if (!offer) throw new RpcError(RPC_ERROR_CODE.mediaFailed, 'The request carries no SDP offer.');
  requireForwardableVideo(offer);
  if (owner !== participant) {
    call.reply({ sdpAnswer: await participant.subscribe(owner, stream, offer) });
    return;
  }
  const { answer } = await participant.republish(offer);
  call.reply({ sdpAnswer: answer, id: stream.id, createdAt: stream.createdAt });
}

function onIceCandidate(call: RpcCall): void {
  const { participant } = seatOf(call);
  const { endpointName, ...candidate } = readParams(IceCandidateParams, call);
  if (candidate.candidate !== '') participant.addCandidate(endpointName, candidate);
  call.reply({});
}

function streamPropertyChanged(call: RpcCall): void {
  const { session, participant } = seatOf(call);
  const { property, newValue, reason } = readParams(StreamPropertyParams, call);
  const { id, stream } = participant;
  if (!stream) throw new RpcError(RPC_ERROR_CODE.notStreaming, `${id} is not publishing.`);
  stream.change(property, newValue);
  session.notifyOthers(id, 'streamPropertyChanged', {
    connectionId: id,
    streamId: stream.id,
    property,
    newValue: JSON.stringify(newValue),
    reason,
  });
  call.reply({});
}

/** Measures of the publisher's video, sent now and then; nobody here needs them. */
function videoData(call: RpcCall): void {
  seatOf(call);
  call.reply({});
}

/** The direction in which the server offers; joinRoom says that it does not. */
function prepareReceiveVideoFrom(): never {
  throw new RpcError(
    RPC_ERROR_CODE.endpointFailed,
    'This deployment makes no offers (mediaServer is "kurento"): send the offer with receiveVideoFrom.',
  );
}

/** Publishing and receiving. */
export const STREAM_METHODS: Readonly<Record<string, RpcMethod>> = {
  publishVideo,
  unpublishVideo,
  receiveVideoFrom,
  prepareReceiveVideoFrom,
  unsubscribeFromVideo,
  reconnectStream,
  onIceCandidate,
  streamPropertyChanged,
  videoData,
};
