import {
  ApplicationError,
  CreatedMeal,
  ErrorBody,
  JoinedMeal,
  MealDescription,
  parse,
  RecognitionGrant,
  RecognitionUnavailable,
  ScreenConnection,
  TableMotions,
  type ChooseRecognition,
  type Contract,
  type DeviceMotions,
  type JoinMeal,
  type RecognitionAnswer,
  type RenewRecognition,
} from '@bapsang/shared';

/** What is needed of `fetch`. */
export type Fetch = (address: string, request: RequestInit) => Promise<Response>;

/** How long an answer of the api may take, ms. */
export const API_DEADLINE = 8000;

/** How long a fresh ticket may take, ms: an api that does not answer is soon asked again, which may reach another instance. */
export const RENEWAL_DEADLINE = 4000;

interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  /** Ms; {@link API_DEADLINE} where not said. */
  readonly deadline?: number;
}

/**
 * The api as this page sees it. Every method throws an ApplicationError: the one that the api answered, or `not_ready` where
 * no answer came in time.
 */
export class ApiClient {
  readonly #fetch: Fetch;
  readonly #base: string;

  /** @param base address of the api, without a slash at its end; by default it is on the page's own origin */
  constructor(fetch: Fetch, base = '/api') {
    this.#fetch = fetch;
    this.#base = base;
  }

  async createMeal(): Promise<CreatedMeal> {
    return read(CreatedMeal, await this.#send({ method: 'POST', path: '/meals', body: {} }));
  }

  async describeMeal(mealId: string): Promise<MealDescription> {
    return read(MealDescription, await this.#send({ method: 'GET', path: mealPath(mealId) }));
  }

  async joinMeal(mealId: string, body: JoinMeal): Promise<JoinedMeal> {
    return read(JoinedMeal, await this.#send({ method: 'POST', path: `${mealPath(mealId)}/participants`, body }));
  }

  /** The newest state of everybody at the table, for who sits at it. */
  async tableMotions(mealId: string, rejoinKey: string): Promise<TableMotions> {
    const answer = await this.#send({ method: 'GET', path: `${mealPath(mealId)}/motions`, bearer: rejoinKey });
    return read(TableMotions, answer);
  }

  /** A fresh ticket for the recognition server, or why there is none. */
  async renewRecognition(
    mealId: string,
    participantId: string,
    connectionId: string,
    rejoinKey: string,
  ): Promise<RecognitionAnswer> {
    const path = `${participantPath(mealId, participantId)}/recognition`;
    const body: RenewRecognition = { connectionId };
    return readRecognition(
      await this.#send({ method: 'POST', path, body, bearer: rejoinKey, deadline: RENEWAL_DEADLINE }),
    );
  }

  /** Tells where motions may be recognised from now on; a ticket for the recognition server, or why there is none. */
  async chooseRecognition(
    mealId: string,
    participantId: string,
    body: ChooseRecognition,
    rejoinKey: string,
  ): Promise<RecognitionAnswer> {
    const path = `${participantPath(mealId, participantId)}/recognition-choice`;
    return readRecognition(await this.#send({ method: 'PUT', path, body, bearer: rejoinKey }));
  }

  /** Tells what this browser recognised itself. */
  async sendMotions(mealId: string, participantId: string, body: DeviceMotions, rejoinKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/motions`;
    await this.#send({ method: 'POST', path, body, bearer: rejoinKey });
  }

  /** A connection for the screen of a participant, for who sits there. */
  async openScreen(mealId: string, participantId: string, rejoinKey: string): Promise<ScreenConnection> {
    const path = `${participantPath(mealId, participantId)}/screen`;
    return read(ScreenConnection, await this.#send({ method: 'POST', path, bearer: rejoinKey }));
  }

  /** Has everything deleted that is recorded of a participant, for that participant. */
  async deleteRecords(mealId: string, participantId: string, rejoinKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/data`;
    await this.#send({ method: 'DELETE', path, bearer: rejoinKey });
  }

  /** Asks a participant to mute, for who holds the host key. */
  async requestMute(mealId: string, participantId: string, hostKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/mute-request`;
    await this.#send({ method: 'POST', path, bearer: hostKey });
  }

  /** Takes a participant off the table, for who holds the host key. */
  async removeParticipant(mealId: string, participantId: string, hostKey: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: participantPath(mealId, participantId), bearer: hostKey });
  }

  /** Ends a meal for everybody, for who holds the host key. */
  async endMeal(mealId: string, hostKey: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: mealPath(mealId), bearer: hostKey });
  }

  async #send({ method, path, body, bearer, deadline = API_DEADLINE }: ApiRequest): Promise<unknown> {
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
    throw readFailure(response.status, answer);
  }
}

function mealPath(mealId: string): string {
  return `/meals/${encodeURIComponent(mealId)}`;
}

function participantPath(mealId: string, participantId: string): string {
  return `${mealPath(mealId)}/participants/${encodeURIComponent(participantId)}`;
}

function readRecognition(answer: unknown): RecognitionAnswer {
  const granted = typeof answer === 'object' && answer !== null && 'ticket' in answer;
  return granted ? read(RecognitionGrant, answer) : read(RecognitionUnavailable, answer);
}

function refuseUnreachable(cause: unknown): never {
  throw new ApplicationError('not_ready', 'The server did not answer. Check the connection and try again.', { cause });
}

function read<T extends object>(contract: Contract<T>, answer: unknown): T {
  try {
    return parse(contract, answer);
  } catch (cause) {
    throw new ApplicationError('internal_error', 'The server answered in a way that this page does not understand.', {
      cause,
    });
  }
}

/** A failure without a body of ours comes from something between us and the api, for example the proxy before it starts. */
function readFailure(status: number, answer: unknown): ApplicationError {
  try {
    const { code, message, retryable, details } = parse(ErrorBody, answer);
    return new ApplicationError(code, message, { retryable, ...(details ? { details } : {}) });
  } catch (cause) {
    if (status >= 500) return new ApplicationError('not_ready', `The server answered ${String(status)}.`, { cause });
    return new ApplicationError('invalid_request', `The server answered ${String(status)}.`, { cause });
  }
}
