import { ApplicationError, parse } from '@bapsang/shared';
import { withoutNulls } from '../json/without-nulls';
import { SendMessageParams, SignalMessage } from './rpc-contracts';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import { readParams, seatOf, type RpcCall, type RpcMethod } from './rpc-method';

function readMessage(text: string): SignalMessage {
  try {
    return parse(SignalMessage, withoutNulls(JSON.parse(text)));
  } catch (error) {
    const faults = error instanceof ApplicationError ? (error.details?.join('; ') ?? error.message) : 'not JSON';
    throw new RpcError(RPC_ERROR_CODE.signalNotJson, `The signal is not valid: ${faults}`);
  }
}

function sendMessage(call: RpcCall): void {
  const { session, participant } = seatOf(call);
  const { to = [], type, data } = readMessage(readParams(SendMessageParams, call).message);
  session.signal({ data, type, from: participant.id }, to);
  call.reply({});
}

/** What participants tell each other. */
export const SIGNAL_METHODS: Readonly<Record<string, RpcMethod>> = { sendMessage };
