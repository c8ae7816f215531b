import { damageSdp, damageText, deepText, hostileValue, PROTOTYPE_NAMES } from './hostile-values';
import type { Random } from './random';

/** What an attacker knows: its own ids and those of others. */
export interface FrameContext {
  readonly session: string;
  readonly token: string;
  readonly ownConnection: string;
  readonly otherConnection: string;
  readonly otherStream: string;
  /** A session description that a browser would offer. */
  readonly publishOffer: string;
  readonly receiveOffer: string;
}

/** One frame, or several in one go. */
export interface HostileFrame {
  readonly kind: string;
  readonly payloads: readonly (string | Buffer)[];
  /** The ids of well-formed requests in it, each of which must get exactly one answer. */
  readonly answerable: readonly (string | number)[];
  /** The socket may be closed for it. */
  readonly mayClose?: true;
}

/** A request before something is done to it. */
interface Template {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const CANDIDATE = 'candidate:1 1 udp 2122260223 127.0.0.1 9 typ host generation 0 ufrag abcd network-id 1';

/** More than the largest frame that a deployment reads by default (256 KiB). */
const TOO_LARGE = 300_000;

type Make = (random: Random, context: FrameContext, id: () => number) => HostileFrame;

function template(random: Random, context: FrameContext): Template {
  const { session, token, ownConnection, otherConnection, otherStream } = context;
  const connection = random.pick([ownConnection, otherConnection, 'con_Nobody0001']);
  const stream = random.pick([otherStream, `str_CAM_Abcd_${connection}`]);
  const media = { hasAudio: true, hasVideo: true, audioActive: true, videoActive: true, typeOfVideo: 'CAMERA' };
  const candidate = { endpointName: connection, candidate: CANDIDATE, sdpMid: '0', sdpMLineIndex: 0 };
  return random.weighted<Template>([
    [3, { method: 'ping', params: { interval: 5_000 } }],
    [2, { method: 'connect', params: { sessionId: 'abcdefghijklmnopqrstuv0123', reconnect: true } }],
    [3, { method: 'joinRoom', params: { session, token, metadata: '', platform: 'fuzz', sdkVersion: '2.32.2' } }],
    [1, { method: 'publishVideo', params: { ...media, frameRate: 30, sdpOffer: 'v=0' } }],
    [2, { method: 'receiveVideoFrom', params: { sender: stream, sdpOffer: 'v=0' } }],
    [2, { method: 'receiveVideoFrom', params: { sender: stream, sdpAnswer: 'v=0' } }],
    [2, { method: 'reconnectStream', params: { stream, sdpString: 'v=0' } }],
    [2, { method: 'unsubscribeFromVideo', params: { sender: connection } }],
    [3, { method: 'onIceCandidate', params: candidate }],
    [2, { method: 'sendMessage', params: { message: JSON.stringify({ to: [ownConnection], data: 'x', type: 'a' }) } }],
    [2, { method: 'streamPropertyChanged', params: { property: 'audioActive', newValue: false, reason: 'x' } }],
    [2, { method: 'forceDisconnect', params: { connectionId: otherConnection } }],
    [2, { method: 'forceUnpublish', params: { streamId: otherStream } }],
    [1, { method: 'unpublishVideo', params: {} }],
    [0.06, { method: 'leaveRoom', params: {} }],
    [0.04, { method: 'closeSession', params: {} }],
    [1, { method: 'echo', params: {} }],
    [1, { method: 'videoData', params: { height: 1, width: 1 } }],
    [1, { method: 'applyFilter', params: { streamId: stream, type: 'GStreamerFilter', options: '{}' } }],
    [1, { method: 'subscribeToSpeechToText', params: { connectionId: connection, lang: 'en' } }],
    [1, { method: 'prepareReceiveVideoFrom', params: { sender: 'str_CAM_none_con_none', reconnect: false } }],
  ]);
}

function requestText(id: unknown, { method, params }: { method: unknown; params: unknown }): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

function single(kind: string, id: number, payload: string): HostileFrame {
  return { kind, payloads: [payload], answerable: [id] };
}

function unanswered(kind: string, payload: string | Buffer): HostileFrame {
  return { kind, payloads: [payload], answerable: [] };
}

function changedParams(random: Random, { params }: Template): Record<string, unknown> {
  const names = Object.keys(params);
  const name = names.length > 0 ? random.pick(names) : 'nothing';
  return { ...params, [name]: hostileValue(random) };
}

const KINDS: readonly (readonly [number, Make])[] = [
  [
    10,
    (random, context, id) => {
      const number = id();
      return single('as it should be', number, requestText(number, template(random, context)));
    },
  ],
  [
    20,
    (random, context, id) => {
      const number = id();
      const chosen = template(random, context);
      const params = changedParams(random, chosen);
      return single('hostile member', number, requestText(number, { method: chosen.method, params }));
    },
  ],
  [
    8,
    (random, context, id) => {
      const number = id();
      const { method, params } = template(random, context);
      const kept = Object.entries(params).filter(() => random.chance(0.5));
      return single('missing member', number, requestText(number, { method, params: Object.fromEntries(kept) }));
    },
  ],
  [
    6,
    (random, context, id) => {
      const number = id();
      const { method } = template(random, context);
      return single('hostile params', number, requestText(number, { method, params: hostileValue(random) }));
    },
  ],
  [
    6,
    (random, context, id) => {
      const number = id();
      const { method, params } = template(random, context);
      const name = random.pick(PROTOTYPE_NAMES);
      const request = random.chance(0.5)
        ? requestText(number, { method: name, params })
        : requestText(number, { method, params })
            .replace('"params":{', `"params":{"${name}":{"role":"MODERATOR"},"x":0,`)
            .replace(',}', '}');
      return single('prototype name', number, request);
    },
  ],
  [
    4,
    (random, context) => {
      const id = random.pick([null, {}, [], true, undefined, [1], { id: 1 }]);
      return unanswered('hostile id', requestText(id, template(random, context)));
    },
  ],
  [
    2,
    (random, context, id) => {
      const text = `${random.pick(PROTOTYPE_NAMES)}-${id()}`;
      return { kind: 'id of text', payloads: [requestText(text, template(random, context))], answerable: [text] };
    },
  ],
  [
    3,
    (random, context, id) => {
      const number = id();
      const request = (): string => requestText(number, template(random, context));
      return { kind: 'same id twice', payloads: [request(), request()], answerable: [number, number] };
    },
  ],
  [
    12,
    (random, context, id) => {
      return unanswered('damaged text', damageText(random, requestText(`damaged-${id()}`, template(random, context))));
    },
  ],
  [
    3,
    (random, context, id) => {
      const request = { ...template(random, context), id: `envelope-${id()}`, jsonrpc: '2.0' };
      const texts = [
        [request, request],
        { ...request, jsonrpc: '1.0' },
        { ...request, method: hostileValue(random) },
        { id: request.id, jsonrpc: '2.0', result: { value: 'pong' } },
        { id: request.id, jsonrpc: '2.0', error: null, method: 'ping' },
        hostileValue(random),
      ];
      return unanswered('another envelope', JSON.stringify(random.pick(texts)));
    },
  ],
  [
    1,
    (random, _context, id) => {
      const deep = deepText(1_000 + random.below(100_000));
      return unanswered('deep', `{"jsonrpc":"2.0","id":"deep-${id()}","method":"sendMessage","params":${deep}}`);
    },
  ],
  [
    1,
    (random, context, id) => {
      const number = id();
      const { method, params } = template(random, context);
      const padded = { ...params, metadata: 'é'.repeat(random.below(90_000)) };
      return single('large', number, requestText(number, { method, params: padded }));
    },
  ],
  [
    0.15,
    (random, _context, id) => {
      const text = requestText(`large-${id()}`, { method: 'echo', params: { x: 'x'.repeat(TOO_LARGE) } });
      return { ...unanswered('too large', random.chance(0.5) ? text : Buffer.from(text)), mayClose: true };
    },
  ],
  [3, (random) => unanswered('bytes', random.bytes(random.below(300)))],
  [
    3,
    (random, context, id) => {
      const payloads: string[] = [];
      const ids: number[] = [];
      for (let count = 5 + random.below(20); count > 0; count--) {
        ids.push(id());
        const endpointName = random.pick([context.ownConnection, context.otherConnection, `con_${random.below(1e6)}`]);
        const candidate = damageText(random, CANDIDATE);
        const params = { endpointName, candidate, sdpMid: '0', sdpMLineIndex: random.below(3) };
        payloads.push(requestText(ids.at(-1), { method: 'onIceCandidate', params }));
      }
      return { kind: 'flood of candidates', payloads, answerable: ids };
    },
  ],
  [
    1.2,
    (random, context, id) => {
      const number = id();
      const { publishOffer, receiveOffer, otherStream } = context;
      const [method, params] = random.pick([
        ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: damageSdp(random, publishOffer) }],
        ['receiveVideoFrom', { sender: otherStream, sdpOffer: damageSdp(random, receiveOffer) }],
        ['reconnectStream', { stream: otherStream, sdpOffer: damageSdp(random, receiveOffer) }],
      ] as const);
      return single('damaged SDP', number, requestText(number, { method, params }));
    },
  ],
  [
    0.4,
    (random, context, id) => {
      const number = id();
      const { publishOffer, receiveOffer, otherStream } = context;
      const [method, params] = random.pick([
        ['publishVideo', { hasAudio: true, hasVideo: true, sdpOffer: publishOffer }],
        ['receiveVideoFrom', { sender: otherStream, sdpOffer: receiveOffer }],
        ['prepareReceiveVideoFrom', { sender: otherStream, reconnect: false }],
      ] as const);
      return single('real SDP', number, requestText(number, { method, params }));
    },
  ],
];

/**
 * Makes one hostile frame.
 * @param id a number that no other request of the same socket bears
 */
export function hostileFrame(random: Random, context: FrameContext, id: () => number): HostileFrame {
  const make = random.weighted(KINDS);
  return make(random, context, id);
}
