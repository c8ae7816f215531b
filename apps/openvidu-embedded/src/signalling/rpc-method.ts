import { ApplicationError, parse, type Contract } from '@bapsang/shared';
import { withoutNulls } from '../json/without-nulls';
import { RPC_ERROR_CODE, RpcError } from './rpc-error';
import type { RpcSession, Seat } from './rpc-session';

/** One request on its way through a method. */
export interface RpcCall {
  readonly method: string;
  readonly params: unknown;
  readonly client: RpcSession;
  /** The client's address. */
  readonly ip: string;
  /** Answers the request; what is sent to the client afterwards arrives after the answer. Only the first one counts. */
  reply(result: object): void;
}

/** Serves a request: replies, or throws an {@link RpcError} or SessionError. */
export type RpcMethod = (call: RpcCall) => void | Promise<void>;

/**
 * The checked parameters of a request; a member that is null counts as absent.
 * @throws RpcError -1 with what is wrong
 */
export function readParams<T extends object>(contract: Contract<T>, { method, params }: RpcCall): T {
  try {
    return parse(contract, withoutNulls(params ?? {}));
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    const faults = error.details?.join('; ') ?? error.message;
    throw new RpcError(RPC_ERROR_CODE.uncaught, `The parameters of RPC method '${method}' are not valid: ${faults}`);
  }
}

/**
 * Where the client sits.
 * @throws RpcError 803 when it has not joined
 */
export function seatOf({ client, method }: RpcCall): Seat {
  if (client.seat) return client.seat;
  throw new RpcError(
    RPC_ERROR_CODE.notJoined,
    `Method '${method}' was refused. Method 'Session.connect()' must be the first operation called in any session`,
  );
}
