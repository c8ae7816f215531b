import type { ErrorBody } from './error-body';
import { ERROR_STATUS, type ErrorCode } from './error-code';

/** What may be said about an {@link ApplicationError} besides its code and message. */
export interface ApplicationErrorOptions {
  /** Whether the same request may succeed later. Default: true for 429, 502 and 503. */
  readonly retryable?: boolean;
  /** One sentence per fault. */
  readonly details?: readonly string[];
  /** The error that led to this one; it is logged and never sent. */
  readonly cause?: unknown;
}

const RETRYABLE_STATUSES: readonly number[] = [429, 502, 503];

/** The one error type that may cross a border: the filters send it as an {@link ErrorBody} and mask every other error. */
export class ApplicationError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly retryable: boolean;
  readonly details?: readonly string[];

  constructor(code: ErrorCode, message: string, options: ApplicationErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'ApplicationError';
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.retryable = options.retryable ?? RETRYABLE_STATUSES.includes(this.status);
    if (options.details) this.details = options.details;
  }

  /**
   * The form that is sent.
   * @param correlationId ties the answer to the log lines of the request
   */
  toBody(correlationId?: string): ErrorBody {
    return {
      code: this.code,
      status: this.status,
      message: this.message,
      retryable: this.retryable,
      ...(correlationId ? { correlationId } : {}),
      ...(this.details ? { details: this.details } : {}),
    };
  }
}
