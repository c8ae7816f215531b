import { randomBytes } from 'node:crypto';
import type { Random } from './random';

/** Bytes that are written to a TCP connection, and what becomes of the connection. */
export interface HostileWire {
  readonly kind: string;
  readonly bytes: readonly (string | Buffer)[];
  /** `reset` at once; `end`: no more is written; `hold`: nothing more happens until the others are through. */
  readonly then: 'reset' | 'end' | 'hold';
}

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

function upgrade(path = '/openvidu', headers: Readonly<Record<string, string>> = {}, method = 'GET'): string {
  const all = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': KEY,
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** One WebSocket frame, right or wrong (RFC 6455, section 5.2). */
function frame(first: number, length: number, payload: Buffer, isMasked = true): Buffer {
  const mask = isMasked ? 0x80 : 0;
  let head = Buffer.from([first, mask | length]);
  if (length === 126) head = Buffer.concat([head, Buffer.from([payload.length >> 8, payload.length & 0xff])]);
  if (length === 127) head = Buffer.concat([head, Buffer.alloc(8, 0xff)]);
  return Buffer.concat([head, isMasked ? randomBytes(4).fill(0) : Buffer.alloc(0), payload]);
}

const API = '/openvidu/api/sessions';

function request(authorization: string, headers: string, body: string, method = 'POST'): string {
  return `${method} ${API} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\n${headers}\r\n\r\n${body}`;
}

type Make = (random: Random, authorization: string) => readonly (string | Buffer)[];

const UPGRADES: Readonly<Record<string, Make>> = {
  'upgrade of rubbish': (random) => [
    upgrade(random.pick(['/', '/openvidu/', '/openvidu/api', '/%00', '//openvidu', '/openvidu?'.padEnd(9_000, 'x')])),
  ],
  'upgrade without a version': () => [upgrade('/openvidu', { 'Sec-WebSocket-Version': '12' })],
  'upgrade with a wrong key': () => [upgrade('/openvidu', { 'Sec-WebSocket-Key': 'short' })],
  'upgrade to something else': () => [upgrade('/openvidu', { Upgrade: 'h2c' })],
  'upgrade by POST': () => [upgrade('/openvidu', { 'Content-Length': '5' }, 'POST'), 'hello'],
  'upgrade with extensions': () => [
    upgrade('/openvidu', { 'Sec-WebSocket-Extensions': 'permessage-deflate; a="; ,', 'Sec-WebSocket-Protocol': ',,' }),
  ],
};

const FRAMES: Readonly<Record<string, Make>> = {
  'frame without a mask': () => [upgrade(), frame(0x81, 2, Buffer.from('{}'), false)],
  'frame with reserved bits': (random) => [upgrade(), frame(0xf1, 2, random.bytes(2))],
  'frame of an unknown kind': (random) => [upgrade(), frame(0x83 + random.below(5), 2, random.bytes(2))],
  'frame of 2^64 bytes': () => [upgrade(), frame(0x81, 127, Buffer.alloc(100))],
  'frame cut short': (random) => [upgrade(), frame(0x81, 126, random.bytes(1_000)).subarray(0, random.below(900))],
  'frame that is not UTF-8': () => [upgrade(), frame(0x81, 4, Buffer.from([0xff, 0xfe, 0xc0, 0x80]))],
  'continuation of nothing': () => [upgrade(), frame(0x80, 2, Buffer.from('{}'))],
  'control frame in pieces': () => [upgrade(), frame(0x09, 2, Buffer.from('{}'))],
  'control frame too long': (random) => [upgrade(), frame(0x89, 126, random.bytes(400))],
  'close with a wrong code': (random) => [upgrade(), frame(0x88, 2, random.bytes(2))],
  'text without an end': () => [
    upgrade(),
    ...Array.from({ length: 20 }, () => frame(0x00, 100, Buffer.alloc(100, 32))),
  ],
  'flood of pongs': () => [
    upgrade(),
    Buffer.concat(Array.from({ length: 100 }, () => frame(0x8a, 0, Buffer.alloc(0)))),
  ],
};

const REQUESTS: Readonly<Record<string, Make>> = {
  'nothing at all': () => [],
  'bytes at random': (random) => [random.bytes(random.below(2_000))],
  'half a head': () => ['POST /openvidu/api/sessions HTTP/1.1\r\nHost: lo'],
  'half a body': (_random, secret) => [
    request(secret, 'Content-Type: application/json\r\nContent-Length: 5000', '{"customSessionId":"fuzz-half'),
  ],
  'chunks that are none': (random, secret) => [
    request(secret, 'Content-Type: application/json\r\nTransfer-Encoding: chunked', `zz\r\n${random.below(1e9)}\r\n`),
  ],
  'chunks without an end': (_random, secret) => [
    request(secret, 'Content-Type: application/json\r\nTransfer-Encoding: chunked', '5\r\n{"a":\r\n'),
  ],
  'two lengths': (_random, secret) => [
    request(secret, 'Content-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked', '{}'),
  ],
  'many heads': (random) => [
    `GET ${API} HTTP/1.1\r\n${Array.from({ length: 100 + random.below(2_500) }, (_, n) => `X-${n}: x\r\n`).join('')}\r\n`,
  ],
  'a long line': (random) => [`GET /${'x'.repeat(random.below(100_000))} HTTP/1.1\r\nHost: x\r\n\r\n`],
  'many requests at once': (_random, secret) => [request(secret, 'Connection: keep-alive', '', 'GET').repeat(20)],
  'no such method': (random) => [
    `${random.pick(['\0GET', 'FROB', 'get', 'CONNECT'])} ${API} HTTP/1.1\r\nHost: x\r\n\r\n`,
  ],
  'wait for 100': (_random, secret) => [
    request(secret, 'Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 10', ''),
  ],
};

const ALL = Object.entries({ ...UPGRADES, ...FRAMES, ...REQUESTS });

/** Makes one hostile connection. */
export function hostileWire(random: Random, authorization: string): HostileWire {
  const [kind, make] = random.pick(ALL);
  const then = random.weighted<HostileWire['then']>([
    [5, 'reset'],
    [4, 'end'],
    // A server that refuses an upgrade has taken the connection out of the hands of Node's HTTP: nothing else closes it.
    [kind in UPGRADES ? 9 : 1, 'hold'],
  ]);
  return { kind, bytes: make(random, authorization), then };
}
