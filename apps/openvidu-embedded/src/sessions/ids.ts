import { randomInt } from 'node:crypto';

const UPPERCASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALPHANUMERIC = `${UPPERCASE}abcdefghijklmnopqrstuvwxyz0123456789`;
const BASE_32 = 'abcdefghijklmnopqrstuv0123456789';

function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** OpenVidu's random names: one uppercase letter, then letters and digits. */
function randomName(length: number): string {
  return randomText(1, UPPERCASE) + randomText(length - 1, ALPHANUMERIC);
}

/** The id of a session that was created without one: `ses_` and 10 characters. */
export function randomSessionId(): string {
  return `ses_${randomName(10)}`;
}

/** `con_` and 10 characters. */
export function randomConnectionId(): string {
  return `con_${randomName(10)}`;
}

/** The secret part of a token: `tok_` and 16 characters, about 95 bits. */
export function randomTokenSecret(): string {
  return `tok_${randomName(16)}`;
}

/** The id of an rpc session: 26 characters of 32, that is 130 bits; whoever knows it may resume the session. */
export function randomRpcSessionId(): string {
  return randomText(26, BASE_32);
}

/**
 * The id of a stream, for example `str_CAM_KNji_con_FZJIstdSFK`.
 * @param typeOfVideo what the video shows (`CAMERA`, `SCREEN`, `CUSTOM`); nothing for a stream without video
 * @param connectionId the connection that publishes it
 */
export function randomStreamId(typeOfVideo: string | undefined, connectionId: string): string {
  const kind = typeOfVideo?.slice(0, 3).toUpperCase() ?? 'MIC';
  return `str_${kind}_${randomName(4)}_${connectionId}`;
}

/** The connection that publishes a stream: everything from the last `con_` of the stream's id, or nothing. */
export function connectionIdOfStream(streamId: string): string | undefined {
  const start = streamId.lastIndexOf('con_');
  return start < 0 ? undefined : streamId.slice(start);
}

/**
 * The token that a browser hands to `session.connect`.
 * @param publicUrl where browsers reach this deployment, http or https
 */
export function createToken(publicUrl: string, sessionId: string): string {
  const origin = new URL(publicUrl).origin.replace(/^http/, 'ws');
  return `${origin}?sessionId=${sessionId}&token=${randomTokenSecret()}`;
}
