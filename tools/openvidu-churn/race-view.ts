import type { RpcMessage } from '../../apps/openvidu-embedded/src/testing/rpc-client';

/** What a participant must believe, by connection id of the others: the stream that each publishes, or none. */
export type RaceView = Readonly<Record<string, string>>;

/** The answer to `connect` of somebody who is no longer in. */
const RECONNECTION_FAILED = 40_007;

interface Described {
  readonly id: string;
  readonly streams?: readonly { readonly id: string }[];
}

/**
 * What openvidu-browser knows of the others after these messages: the answer to joinRoom and every notification since.
 * Nothing when the participant never came in, or was told that it is out. What is told twice, after a resumption, changes nothing.
 */
export function foldView(ownId: string, messages: readonly RpcMessage[]): RaceView | undefined {
  const view: Record<string, string> = {};
  const note = ({ id, streams }: Described): void => {
    view[id] = streams?.[0]?.id ?? '';
  };
  let isIn = false;
  for (const { method, params = {}, result, error } of messages) {
    const connection = String(params.connectionId);
    if (Array.isArray(result?.value)) {
      isIn = true;
      (result.value as Described[]).forEach(note);
    }
    if (method === 'participantJoined') view[String(params.id)] ??= '';
    if (method === 'participantPublished') note(params as unknown as Described);
    if (method === 'participantUnpublished' && connection in view) view[connection] = '';
    if (method === 'participantLeft') Reflect.deleteProperty(view, connection);
    if (method === 'participantEvicted' && connection === ownId) isIn = false;
    if (error?.code === RECONNECTION_FAILED) isIn = false;
  }
  return isIn ? view : undefined;
}
