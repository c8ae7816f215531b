import type { Dictionary } from '../i18n/dictionary';

/** Why a camera or microphone cannot be used. */
export type DeviceFailure = keyof Dictionary['device']['camera'];

/** Names of the DOMExceptions of getUserMedia: https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const FAILURES: Readonly<Record<string, DeviceFailure>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotReadableError: 'inUse',
  AbortError: 'inUse',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

/** Reads why getUserMedia refused. */
export function readDeviceFailure(thrown: unknown): DeviceFailure {
  const name = typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : '';
  return FAILURES[name] ?? 'failed';
}
