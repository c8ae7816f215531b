import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { seatOf, type RpcMethod } from './rpc-method';

function refusal(code: number, message: string): RpcMethod {
  return (call) => {
    seatOf(call);
    throw new RpcError(code, message);
  };
}

const noFilters = refusal(RPC_ERROR_CODE.filterUnavailable, 'Media is forwarded, not processed: there are no filters.');
const noSpeechToText = refusal(RPC_ERROR_CODE.serviceUnavailable, 'Speech to text is not part of this deployment.');

/** What OpenVidu knows and a deployment that only forwards cannot do. */
export const UNAVAILABLE_METHODS: Readonly<Record<string, RpcMethod>> = {
  applyFilter: noFilters,
  removeFilter: noFilters,
  execFilterMethod: noFilters,
  addFilterEventListener: noFilters,
  removeFilterEventListener: noFilters,
  subscribeToSpeechToText: noSpeechToText,
  unsubscribeFromSpeechToText: noSpeechToText,
};
