import { damageText, deepText, hostileValue, PROTOTYPE_NAMES } from './hostile-values';
import { QUIET_SESSION } from './quiet-table';
import type { Random } from './random';

/** What the caller of the REST API knows. */
export interface CallContext {
  /** The header that lets it in. */
  readonly authorization: string;
  readonly otherConnection: string;
  readonly otherStream: string;
}

/** One REST call. */
export interface HostileCall {
  readonly kind: string;
  readonly method: string;
  /** As it stands in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const METHODS = ['GET', 'POST', 'DELETE', 'PATCH', 'PUT', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND'] as const;

const MEDIA_TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'application/json; charset=rubbish',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/json;;;',
  '/',
] as const;

/** Sessions that the fuzzer makes bear this at the front of their id. */
export const FUZZ_PREFIX = 'fuzz-';

function sessionId(random: Random): string {
  return random.pick([
    `${FUZZ_PREFIX}${random.below(40)}`,
    `${FUZZ_PREFIX}${random.below(40)}`,
    QUIET_SESSION,
    'nowhere',
  ]);
}

function body(random: Random, fields: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(fields);
  const changed = random.chance(0.6) ? { ...fields, [random.pick(names)]: hostileValue(random) } : fields;
  const text = JSON.stringify(changed);
  return random.weighted<() => string>([
    [6, () => text],
    [2, () => damageText(random, text)],
    [1, () => text.replace('{', `{"${random.pick(PROTOTYPE_NAMES)}":{"role":"MODERATOR"},`)],
    [0.3, () => deepText(random.below(60_000))],
    [0.1, () => JSON.stringify({ ...fields, data: 'x'.repeat(300_000) })],
    [0.3, () => JSON.stringify([changed])],
    [0.3, () => JSON.stringify(hostileValue(random))],
  ])();
}

type Route = readonly [method: string, path: string, fields?: Readonly<Record<string, unknown>>];

function route(random: Random, { otherConnection, otherStream }: CallContext): Route {
  const session = sessionId(random);
  const id = random.pick([otherConnection, 'con_Nobody0001', '..', '%2e%2e', '%00', '%', 'a'.repeat(3_000)]);
  const connection = { type: 'WEBRTC', role: 'PUBLISHER', data: 'x', record: true, customIceServers: [] };
  return random.weighted<Route>([
    [6, ['POST', '/sessions', { customSessionId: `${FUZZ_PREFIX}${random.below(40)}`, mediaMode: 'ROUTED' }]],
    [2, ['GET', `/sessions?pendingConnections=${random.pick(['true', 'false', 'x', ''])}`]],
    [3, ['GET', `/sessions/${session}?pendingConnections=true&pendingConnections=false`]],
    [3, ['DELETE', `/sessions/${session}`]],
    [6, ['POST', `/sessions/${session}/connection`, connection]],
    [2, ['GET', `/sessions/${session}/connection/${id}`]],
    [2, ['DELETE', `/sessions/${session}/connection/${id}`]],
    [3, ['PATCH', `/sessions/${session}/connection/con_Nobody0001`, { role: 'MODERATOR', record: false }]],
    [1, ['DELETE', `/sessions/${session}/stream/${random.pick([otherStream, id])}`]],
    [4, ['POST', '/signal', { session, to: [id], type: 'signal:x', data: 'x' }]],
    [2, ['POST', '/tokens', { session, role: 'PUBLISHER', data: '' }]],
    [1, ['POST', `/recordings/${random.pick(['start', `stop/${id}`])}`, { session }]],
    [1, ['POST', '/broadcast/start', { session, broadcastUrl: 'rtmp://127.0.0.1:1/x' }]],
    [2, ['GET', random.pick(['/config', '/config/openvidu-publicurl', '/health', '/', '', '/recordings'])]],
    [1, ['GET', `/${random.pick(PROTOTYPE_NAMES)}/${random.pick(PROTOTYPE_NAMES)}`]],
  ]);
}

function authorization(random: Random, right: string): Record<string, string> {
  const wrong = [
    'Basic',
    'Basic !!!!',
    `Bearer ${right}`,
    right.slice(0, -1),
    `${right}x`,
    `Basic ${'A'.repeat(5_000)}`,
  ];
  return random.weighted<Record<string, string>>([
    [12, { authorization: right }],
    [1, { authorization: random.pick(wrong) }],
    [1, {}],
  ]);
}

/** Whether a call would rightly take out those who must not be disturbed. */
function isRightlyHarmful(path: string, method: string, { otherConnection, otherStream }: CallContext): boolean {
  const isAimed = [QUIET_SESSION, otherConnection, otherStream].some((name) => path.includes(name));
  return isAimed && (method === 'DELETE' || method === 'PATCH');
}

/** Makes one hostile call; none with the right secret takes out those who must not be disturbed. */
export function hostileCall(random: Random, context: CallContext): HostileCall {
  const [usual, path, fields] = route(random, context);
  const method = random.chance(0.08) ? random.pick(METHODS) : usual;
  const isHarmful = isRightlyHarmful(path, method, context);
  const headers = isHarmful ? { authorization: 'Basic eDp5' } : authorization(random, context.authorization);
  const content = fields ?? (random.chance(0.1) ? { a: 1 } : undefined);
  const isPlain = random.chance(0.8);
  return {
    kind: `${usual} ${path.split(/[?/]/)[1] ?? ''}${isHarmful ? ', without the secret' : ''}`,
    method,
    path: encodeUnsafe(`/openvidu/api${path}`),
    headers: {
      ...headers,
      ...(content ? { 'content-type': isPlain ? 'application/json' : random.pick(MEDIA_TYPES) } : {}),
      ...(random.chance(0.05) ? { 'content-encoding': random.pick(['gzip', 'br', 'rubbish']) } : {}),
      ...(random.chance(0.05) ? { origin: 'null', 'access-control-request-method': 'PATCH' } : {}),
      ...(random.chance(0.03) ? { 'x-filler': 'x'.repeat(random.below(12_000)) } : {}),
    },
    ...(content ? { body: body(random, content) } : {}),
  };
}

/** Node's client refuses to send some characters; the wire attacks send those. */
function encodeUnsafe(path: string): string {
  return path.replaceAll(/[^\u0021-\u007e]/g, encodeURIComponent);
}
