import { ApplicationError, type ErrorCode } from '@bapsang/shared';
import { ThrottledError } from '../api/throttled-error';

/** Why something did not work, as the administrator's dictionary has a sentence for it. */
export type AdminFailureReason = 'unreachable' | 'tooMany' | 'media' | 'forbidden' | 'refused' | 'unexpected';

/** Something that did not work. */
export interface AdminFailure {
  readonly reason: AdminFailureReason;
  /** How long to wait before the next try, ms; only where the api said it. */
  readonly retryAfter?: number;
}

const REASONS: Readonly<Partial<Record<ErrorCode, AdminFailureReason>>> = {
  not_ready: 'unreachable',
  too_many_requests: 'tooMany',
  openvidu_failed: 'media',
  openvidu_unavailable: 'media',
  forbidden: 'forbidden',
  invalid_request: 'refused',
  unauthorized: 'refused',
};

/** What to tell the administrator about an error. */
export function adminFailure(error: unknown): AdminFailure {
  const reason = (error instanceof ApplicationError ? REASONS[error.code] : undefined) ?? 'unexpected';
  if (!(error instanceof ThrottledError) || error.retryAfter === undefined) return { reason };
  return { reason, retryAfter: error.retryAfter };
}

/** Whether an error says that what was asked for is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof ApplicationError && error.status === 404;
}
