import { PublishVideoParams, StreamPropertyParams } from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';
import { requireForwardableVideo } from './sdp-params';

async function publishVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  if (participant.properties.role === 'SUBSCRIBER') {
    const message = 'Unable to publish video. The user does not have a valid token';
    throw new RpcError(RPC_ERROR_CODE.unauthorized, message);
  }
  const { sdpOffer, doLoopback = false, ...properties } = readParams(PublishVideoParams, call);
  requireForwardableVideo(sdpOffer);
  const offer = { sdp: sdpOffer, loopback: doLoopback };
  await session.publish(participant, properties, offer, ({ id, createdAt }, sdpAnswer) =>
    call.reply({ sdpAnswer, id, createdAt }),
  );
}

async function unpublishVideo(call: RpcCall): Promise<void> {
  const { session, participant } = seatOf(call);
  await session.unpublish(participant, 'unpublish', true);
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

/** What a publisher does. */
export const PUBLISH_METHODS: Readonly<Record<string, RpcMethod>> = {
  publishVideo,
  unpublishVideo,
  streamPropertyChanged,
  videoData,
};
