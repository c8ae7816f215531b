import { ApplicationError } from './application-error';

/**
 * Turns whatever was thrown into an error that may be shown: an {@link ApplicationError} as it is, everything else as
 * `internal_error` with no word of its cause.
 */
export function maskError(thrown: unknown): ApplicationError {
  if (thrown instanceof ApplicationError) return thrown;
  return new ApplicationError('internal_error', 'Something went wrong on our side. Please try again in a moment.', {
    retryable: true,
    cause: thrown,
  });
}
