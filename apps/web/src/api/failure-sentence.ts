import { ApplicationError, type ErrorCode } from '@bapsang/shared';
import type { Dictionary } from '../i18n/dictionary';

/** A sentence of the dictionary about a failure. */
export type FailureSentence = keyof Dictionary['error'];

const SENTENCES: Readonly<Partial<Record<ErrorCode, FailureSentence>>> = {
  not_ready: 'unreachable',
  meal_not_found: 'mealNotFound',
  not_found: 'mealNotFound',
  too_many_requests: 'tooMany',
  openvidu_failed: 'media',
  openvidu_unavailable: 'media',
  connection_not_found: 'media',
  invalid_request: 'refused',
  unauthorized: 'refused',
  forbidden: 'refused',
  removed_from_meal: 'removed',
  meal_full: 'full',
};

/** What to tell somebody about a failure: what happened and what to do. */
export function failureSentence(failure: unknown): FailureSentence {
  return (failure instanceof ApplicationError ? SENTENCES[failure.code] : undefined) ?? 'unexpected';
}
