import { callApi } from './deployment';
import { RpcClient, type RpcMessage } from './rpc-client';

/** Creates the session where it is not there yet, and a connection in it. */
export async function createConnection(
  url: string,
  sessionId: string,
  properties: object = {},
): Promise<{ readonly id: string; readonly token: string }> {
  await callApi(url, 'POST', '/sessions', { customSessionId: sessionId });
  const response = await callApi(url, 'POST', `/sessions/${sessionId}/connection`, properties);
  return (await response.json()) as { id: string; token: string };
}

/** Presents a token. */
export function requestJoin(client: RpcClient, session: string, token: string, metadata = ''): Promise<RpcMessage> {
  const fixed = { platform: 'a test', sdkVersion: '2.32.2', secret: '', recorder: false, stt: false };
  return client.request('joinRoom', { token, session, metadata, ...fixed });
}

/** A client that has joined. */
export async function join(
  url: string,
  session: string,
  properties: object = {},
): Promise<{ readonly client: RpcClient; readonly id: string; readonly result: Record<string, unknown> }> {
  const { id, token } = await createConnection(url, session, properties);
  const client = await RpcClient.connect(url);
  const { result } = await requestJoin(client, session, token);
  return { client, id, result: result ?? {} };
}
