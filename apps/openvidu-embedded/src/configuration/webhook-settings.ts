import { validateHeaderName, validateHeaderValue } from 'node:http';
import { EVENT_NAMES, EVENT_NAMES_ELSEWHERE } from '../events/openvidu-event';

/** Every event name that OpenVidu's configuration may list. */
const KNOWN_EVENTS: readonly string[] = [...EVENT_NAMES, ...EVENT_NAMES_ELSEWHERE];

function parseTexts(json: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function splitHeader(line: string): readonly [string, string] | undefined {
  const colon = line.indexOf(':');
  if (colon < 1) return undefined;
  const header = [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  try {
    validateHeaderName(header[0]);
    validateHeaderValue(...header);
    return header;
  } catch {
    return undefined;
  }
}

/**
 * Reads `["Authorization: Basic abc", "X-Name: value"]`.
 * @returns the headers by name, or nothing where it is not a JSON array of such texts
 */
export function parseWebhookHeaders(json: string): Readonly<Record<string, string>> | undefined {
  const headers = parseTexts(json)?.map(splitHeader);
  if (!headers || headers.includes(undefined)) return undefined;
  return Object.fromEntries(headers.flatMap((header) => (header ? [header] : [])));
}

/**
 * Reads `["sessionCreated", "participantLeft"]`.
 * @returns the names, or nothing where it is not a JSON array of names of OpenVidu's events
 */
export function parseWebhookEvents(json: string): readonly string[] | undefined {
  const names = parseTexts(json);
  return names?.every((name) => KNOWN_EVENTS.includes(name)) ? names : undefined;
}
