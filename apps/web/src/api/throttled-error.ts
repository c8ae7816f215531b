import { ApplicationError } from '@bapsang/shared';

/** The api was asked too often. */
export class ThrottledError extends ApplicationError {
  /** How long to wait before the next try, ms; undefined where the api did not say. */
  readonly retryAfter: number | undefined;

  /** @param header `Retry-After` of the answer, s; null where there is none */
  constructor(message: string, header: string | null) {
    super('too_many_requests', message);
    this.retryAfter = header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
  }
}
