import { setTimeout as sleep } from 'node:timers/promises';
import { MediaPeer, type PeerKind } from './media-peer';
import type { RpcMessage } from './rpc-client';
import type { Guest } from './signalling';

const PROPERTIES = {
  audioActive: true,
  videoActive: true,
  typeOfVideo: 'CAMERA',
  frameRate: 30,
  videoDimensions: '{"width":640,"height":480}',
  doLoopback: false,
};

/** A guest that publishes, without a browser. */
export interface PublishedStream {
  readonly id: string;
  readonly peer: MediaPeer;
}

/** Publishes and waits until media can flow; the test closes the peer. */
export async function publish(
  { client }: Guest,
  kinds: readonly PeerKind[] = ['audio', 'video'],
): Promise<PublishedStream> {
  const peer = await MediaPeer.create('sendonly', kinds);
  const has = { hasAudio: kinds.includes('audio'), hasVideo: kinds.includes('video') };
  const { result = {} } = await client.request('publishVideo', { ...PROPERTIES, ...has, sdpOffer: peer.offer });
  await peer.connect(String(result.sdpAnswer));
  return { id: String(result.id), peer };
}

/** A guest that receives, without a browser. */
export interface ReceivedStream {
  readonly peer: MediaPeer;
  /** How many packets of video have arrived. */
  readonly packets: () => number;
}

/** Offers to receive: `exchange` takes the offer to the server and returns its answer. The test closes the peer. */
export async function receive(exchange: (offer: string) => Promise<RpcMessage>): Promise<ReceivedStream> {
  const peer = await MediaPeer.create('recvonly');
  let count = 0;
  peer.onPacket((kind) => {
    if (kind === 'video') count++;
  });
  const { result = {} } = await exchange(peer.offer);
  await peer.connect(String(result.sdpAnswer));
  return { peer, packets: () => count };
}

/** Receives a stream over a peer connection that the guest offers; the test closes the peer. */
export function subscribe({ client }: Guest, sender: string): Promise<ReceivedStream> {
  return receive((sdpOffer) => client.request('receiveVideoFrom', { sender, sdpOffer }));
}

/**
 * Sends video until more of it arrives.
 * @throws Error when nothing does within 10 s
 */
export async function untilReceived({ peer }: PublishedStream, { packets }: ReceivedStream): Promise<void> {
  const before = packets();
  for (let number = 1; packets() === before; number++) {
    if (number > 1_000) throw new Error('No packet of video arrived.');
    await peer.send('video', number, number * 3_000, Buffer.from('picture'));
    await sleep(10);
  }
}
