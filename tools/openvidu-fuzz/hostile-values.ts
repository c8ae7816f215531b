import type { Random } from './random';

/** Names that every object has without having been given them. */
export const PROTOTYPE_NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  '__lookupSetter__',
  'isPrototypeOf',
  'then',
] as const;

const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '‮ltr‬',
  '👩‍👩‍👧‍👦',
  'é́́́',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  "'; DROP TABLE sessions; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '\r\nSet-Cookie: a=b',
  'NaN',
  '-0',
  'null',
  '[]',
  '{}',
  '{"to":null}',
] as const;

const NUMBERS = [0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 4_294_967_296, 5e-324] as const;

/** Brackets in brackets, as JSON text. */
export function deepText(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}

/** A value of a kind that nobody expects in its place. */
export function hostileValue(random: Random): unknown {
  return random.weighted<() => unknown>([
    [4, () => random.pick(TEXTS)],
    [3, () => random.pick(NUMBERS)],
    [1, () => null],
    [1, () => random.chance(0.5)],
    [1, () => []],
    [1, () => [[[[null]]]]],
    [1, () => ({})],
    [2, () => JSON.parse(`{"${random.pick(PROTOTYPE_NAMES)}":{"isAdmin":true,"role":"MODERATOR"}}`) as unknown],
    [1, () => ({ length: 1e9 })],
    [1, () => ({ toString: 'x', valueOf: null, toJSON: 1 })],
    [1, () => 'x'.repeat(random.below(20_000))],
    [1, () => Array.from({ length: random.below(2_000) }, (_, index) => index)],
    [0.3, () => JSON.parse(deepText(500 + random.below(2_000))) as unknown],
  ])();
}

/** The same text with something wrong in it. */
export function damageText(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  return random.weighted<() => string>([
    [3, () => text.slice(0, at)],
    [2, () => text.slice(0, at) + random.pick(TEXTS) + text.slice(at)],
    [2, () => text.slice(0, at) + text.slice(at + 1 + random.below(20))],
    [1, () => text.slice(0, at) + random.bytes(1 + random.below(8)).toString('latin1') + text.slice(at)],
    [1, () => text + text],
    [1, () => text.replace(/\d+/, String(random.pick(NUMBERS)))],
    [1, () => text.replaceAll('"', "'")],
  ])();
}

/** The same session description with something wrong in it. */
export function damageSdp(random: Random, sdp: string): string {
  const lines = sdp.split('\r\n');
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  const withLines = (...replacement: string[]): string => lines.toSpliced(at, 1, ...replacement).join('\r\n');
  return random.weighted<() => string>([
    [3, () => withLines()],
    [2, () => withLines(line, line)],
    [3, () => withLines(line.replace(/\d+/g, () => String(random.pick(NUMBERS))))],
    [2, () => withLines(line.replace(/[:= ].*/, ''))],
    [2, () => withLines(`${line.slice(0, 2)}${random.bytes(40).toString('hex')}`)],
    [1, () => withLines(line + 'x'.repeat(5_000))],
    [1, () => withLines(...Array.from({ length: 300 }, () => line))],
    [1, () => lines.slice(0, at).join('\r\n')],
    [1, () => lines.toReversed().join('\r\n')],
    [1, () => sdp.replaceAll('\r\n', random.pick(['\n', '\r', '\n\n', '']))],
    [1, () => sdp.replaceAll('a=mid:0', 'a=mid:1')],
    [1, () => sdp.replaceAll(/a=fingerprint.*/g, 'a=fingerprint:sha-256 00:00')],
    [1, () => sdp.replaceAll(/a=ice-.*\r\n/g, '')],
    [1, () => sdp.replaceAll(/a=rtpmap:(\d+)/g, 'a=rtpmap:$1$1$1')],
    [1, () => sdp.replace(/a=candidate.*/, `a=candidate:${random.bytes(20).toString('latin1')}`)],
  ])();
}
