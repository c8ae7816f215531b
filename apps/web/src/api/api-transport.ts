import { ApplicationError, type Contract, ErrorBody, parse } from '@bapsang/shared';
import { ThrottledError } from './throttled-error';

/** What is needed of `fetch`. */
export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

/** How long an answer of the api may take, ms. */
export const API_DEADLINE = 8000;

/** One request to the api. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base of the transport; with its query, where it has one. */
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  /** Ms; {@link API_DEADLINE} where not said. */
  readonly deadline?: number;
}

/** Sends requests to the api, and turns everything that goes wrong into an ApplicationError. */
export class ApiTransport {
  readonly #fetch: Fetch;
  readonly #base: string;

  /** @param base address of the api, without a slash at its end; by default it is on the page's own origin */
  constructor(fetch: Fetch, base = '/api') {
    this.#fetch = fetch;
    this.#base = base;
  }

  /**
   * Sends a request.
   * @returns the body of the answer, not yet checked; undefined where there is none
   * @throws ApplicationError the one that the api answered (a ThrottledError where it asks to wait), or `not_ready` where no
   *   answer came in time
   */
  async send({ method, path, body, bearer, deadline = API_DEADLINE }: ApiRequest): Promise<unknown> {
    const request: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(deadline),
    };
    const response = await this.#fetch(this.#base + path, request).catch(refuseUnreachable);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    throw readFailure(response, answer);
  }

  /**
   * Sends a request and checks the answer.
   * @throws ApplicationError as {@link ApiTransport.send} does; `internal_error` where the answer breaks its contract
   */
  async ask<T extends object>(contract: Contract<T>, request: ApiRequest): Promise<T> {
    return readAnswer(contract, await this.send(request));
  }
}

/**
 * Checks an answer of the api.
 * @throws ApplicationError `internal_error` where it breaks its contract
 */
export function readAnswer<T extends object>(contract: Contract<T>, answer: unknown): T {
  try {
    return parse(contract, answer);
  } catch (cause) {
    throw new ApplicationError('internal_error', 'The server answered in a way that this page does not understand.', {
      cause,
    });
  }
}

function refuseUnreachable(cause: unknown): never {
  throw new ApplicationError('not_ready', 'The server did not answer. Check the connection and try again.', { cause });
}

/** A failure without a body of ours comes from something between us and the api, for example the proxy before it starts. */
function readFailure({ status, headers }: Response, answer: unknown): ApplicationError {
  try {
    const { code, message, retryable, details } = parse(ErrorBody, answer);
    if (code === 'too_many_requests') return new ThrottledError(message, headers.get('retry-after'));
    return new ApplicationError(code, message, { retryable, ...(details ? { details } : {}) });
  } catch (cause) {
    if (status >= 500) return new ApplicationError('not_ready', `The server answered ${String(status)}.`, { cause });
    return new ApplicationError('invalid_request', `The server answered ${String(status)}.`, { cause });
  }
}
