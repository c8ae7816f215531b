import { offersForwardableVideo } from '../media/sdp';
import type { RpcCall } from './rpc-method';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';

/**
 * Returns a parameter that a request must carry in its form.
 * @throws RpcError -1 where it is missing or empty
 */
export function requireSdp(sdp: string | undefined, name: string, { method }: RpcCall): string {
  if (sdp) return sdp;
  const message = `Request element '${name}' is missing in RPC method '${method}'.`;
  throw new RpcError(RPC_ERROR_CODE.uncaught, message);
}

/** @throws RpcError 800 where a browser offers video without the codec that is forwarded */
export function requireForwardableVideo(sdpOffer: string): void {
  if (offersForwardableVideo(sdpOffer)) return;
  throw new RpcError(RPC_ERROR_CODE.codecMissing, 'The SDP offer has no VP8, the one video codec that is forwarded.');
}
