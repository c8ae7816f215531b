import type {
  CreatedMeal,
  JoinedMeal,
  JoinMeal,
  RecognitionAnswer,
  RenewRecognition,
  TableMotions,
} from '@bapsang/shared';
import { type DialledAddresses, isLoopback } from './dialled-addresses';

/** How long an answer may take, ms. */
const ANSWER_DEADLINE = 8000;

/** How long a fresh ticket may take, ms; as the page has it. */
const RENEWAL_DEADLINE = 4000;

/** A request that the api, or what stands before it, did not fulfil. */
export class RefusedRequest extends Error {
  /** @param code the `ErrorBody`'s, or the HTTP status where there is none */
  constructor(
    readonly code: string,
    path: string,
  ) {
    super(`${path} was refused: ${code}.`);
    this.name = 'RefusedRequest';
  }
}

/** What goes with a request. */
interface Question {
  readonly body?: object;
  /** A rejoin key. */
  readonly key?: string;
  /** Ms. */
  readonly deadline?: number;
}

/** The api as participants reach it. */
export class MealApi {
  /** Whether it is on this machine. */
  readonly isLoopback: boolean;
  private readonly url: string;

  /**
   * @param address of the api, or of the balancer before several
   * @throws Error where the address may not be dialled
   */
  constructor(address: string, addresses: DialledAddresses) {
    const url = addresses.require(address);
    this.isLoopback = isLoopback(url);
    this.url = url.href.replace(/\/$/, '');
  }

  /** @throws RefusedRequest, or TypeError where nobody answers, as every method of this class */
  createMeal(): Promise<CreatedMeal> {
    return this.ask<CreatedMeal>('POST', '');
  }

  join(mealId: string, request: JoinMeal): Promise<JoinedMeal> {
    return this.ask<JoinedMeal>('POST', `/${mealId}/participants`, { body: request });
  }

  /** Asks for a fresh ticket. */
  renew(mealId: string, { participantId, connectionId, rejoinKey }: JoinedMeal): Promise<RecognitionAnswer> {
    const body: RenewRecognition = { connectionId };
    const path = `/${mealId}/participants/${participantId}/recognition`;
    return this.ask('POST', path, { body, key: rejoinKey, deadline: RENEWAL_DEADLINE });
  }

  /** The newest state of everybody at the table. */
  motions(mealId: string, rejoinKey: string): Promise<TableMotions> {
    return this.ask('GET', `/${mealId}/motions`, { key: rejoinKey });
  }

  private async ask<Answer>(
    method: 'GET' | 'POST',
    path: string,
    { body, key, deadline = ANSWER_DEADLINE }: Question = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}/api/meals${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(deadline),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text) as Answer;
    throw new RefusedRequest(codeOf(text) ?? `status ${response.status}`, `${method} /api/meals${path}`);
  }
}

/** The code of an `ErrorBody`; undefined where the answer is none, such as a balancer's page. */
function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { readonly code?: string }).code;
  } catch {
    return undefined;
  }
}
