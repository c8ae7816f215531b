import { MediaPeer, type PeerKind } from './media-peer';
import type { ModelTarget } from './session-model-run';

type Offers = ReadonlyMap<string, string>;

const KINDS: Readonly<Record<'both' | 'audio' | 'video', readonly PeerKind[]>> = {
  both: ['audio', 'video'],
  audio: ['audio'],
  video: ['video'],
};

/**
 * Makes one real offer of each sort; they are used again and again, as no media has to flow: the peers behind them are
 * closed, and the server gives its side up by itself or with the session.
 */
async function makeOffers(): Promise<Offers> {
  const offers = new Map<string, string>();
  for (const direction of ['sendonly', 'recvonly'] as const) {
    for (const [media, kinds] of Object.entries(KINDS)) {
      const peer = await MediaPeer.create(direction, kinds);
      offers.set(`${direction}:${media}`, peer.offer);
      await peer.close();
    }
  }
  return offers;
}

/**
 * A deployment as a model run drives it.
 * @param url where it is reached
 * @param authorization the header that REST calls carry
 */
export async function createModelTarget(url: string, authorization: string): Promise<ModelTarget> {
  const offers = await makeOffers();
  return {
    url,
    call: (method, path, body) =>
      fetch(`${url}/openvidu/api${path}`, {
        method,
        headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    offer: (direction, media) => offers.get(`${direction}:${media}`) ?? '',
  };
}
