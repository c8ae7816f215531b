import { DeadlineError } from '@bapsang/server';
import { ApplicationError } from '@bapsang/shared';

const HTTP_STATUS = /^[1-5]\d\d$/;

/** What openvidu-node-client says when nobody answered: it turns the request object into a text. */
const NO_ANSWER = '[object Object]';

function textOf(thrown: unknown, property: 'message' | 'name'): string {
  if (typeof thrown !== 'object' || thrown === null) return '';
  const text: unknown = Reflect.get(thrown, property);
  return typeof text === 'string' ? text : '';
}

/**
 * The HTTP status with which OpenVidu refused: all that openvidu-node-client tells of it is an error whose message is the
 * status.
 * @returns undefined where the failure was none of OpenVidu's answers
 */
export function refusalStatus(thrown: unknown): number | undefined {
  const message = textOf(thrown, 'message');
  return HTTP_STATUS.test(message) ? Number(message) : undefined;
}

function isUnanswered(thrown: unknown): boolean {
  if (thrown instanceof DeadlineError) return true;
  const message = textOf(thrown, 'message');
  // fetch says `fetch failed` for everything below HTTP, and throws a TimeoutError at its deadline.
  return message === NO_ANSWER || message === 'fetch failed' || textOf(thrown, 'name') === 'TimeoutError';
}

/**
 * Turns whatever a call to OpenVidu threw into the error that may be shown.
 * @param action what was tried, for example `create a session`
 */
export function toOpenViduError(action: string, thrown: unknown): ApplicationError {
  if (thrown instanceof ApplicationError) return thrown;
  const options = { cause: thrown };
  if (isUnanswered(thrown)) {
    return new ApplicationError(
      'openvidu_unavailable',
      `OpenVidu does not answer; it was asked to ${action}.`,
      options,
    );
  }
  const status = refusalStatus(thrown);
  if (status === 400) {
    return new ApplicationError('invalid_request', `OpenVidu refused a property when asked to ${action}.`, options);
  }
  if (status === 401) {
    const message = `OpenVidu refused to ${action}: the operator must set OPENVIDU_SECRET to OpenVidu's own secret.`;
    return new ApplicationError('openvidu_failed', message, { ...options, retryable: false });
  }
  const answer = status === undefined ? 'gave an answer that cannot be read' : `answered ${status}`;
  return new ApplicationError('openvidu_failed', `OpenVidu ${answer} when asked to ${action}.`, options);
}
