import { RPC_ERROR_CODE } from './rpc-error';

/** The id by which a reply finds its request. */
export type RpcId = number | string;

/** A request that wants an answer. */
export interface RpcRequest {
  readonly kind: 'request';
  readonly id: RpcId;
  readonly method: string;
  readonly params: unknown;
}

/** A text that is no request, with the answer it gets. */
export interface RpcFault {
  readonly kind: 'fault';
  readonly id: RpcId | null;
  readonly code: number;
  readonly message: string;
}

/** A text that wants no answer: a reply of the client, or a notification. */
export interface RpcIgnored {
  readonly kind: 'ignored';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(id: RpcId | null, message: string): RpcFault {
  return { kind: 'fault', id, code: RPC_ERROR_CODE.invalidRequest, message };
}

/**
 * Reads one frame of the WebSocket.
 * @param text anything
 */
export function parseEnvelope(text: string): RpcRequest | RpcFault | RpcIgnored {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'fault', id: null, code: RPC_ERROR_CODE.parseError, message: 'The message is not JSON.' };
  }
  if (!isObject(value)) return invalid(null, 'The message is not a JSON object.');
  const { id, method, jsonrpc, params } = value;
  if (method === undefined && ('result' in value || 'error' in value)) return { kind: 'ignored' };
  if (id === undefined && typeof method === 'string') return { kind: 'ignored' };
  if (typeof id !== 'number' && typeof id !== 'string') return invalid(null, 'The request has no id.');
  if (jsonrpc !== '2.0') return invalid(id, 'The request is not JSON-RPC 2.0.');
  if (typeof method !== 'string') return invalid(id, 'The request has no method.');
  return { kind: 'request', id, method, params };
}

/** The text of an answer that carries a result. */
export function resultText(id: RpcId, result: object): string {
  return JSON.stringify({ id, jsonrpc: '2.0', result });
}

/** The text of an answer that refuses. */
export function errorText(id: RpcId | null, code: number, message: string): string {
  return JSON.stringify({ id, jsonrpc: '2.0', error: { code, message } });
}

/** The text of a notification, which is not answered. */
export function notificationText(method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}
