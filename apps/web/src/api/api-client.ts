import {
  CreatedMeal,
  JoinedMeal,
  MealDescription,
  RecognitionGrant,
  RecognitionUnavailable,
  ScreenConnection,
  TableMotions,
  type ChooseRecognition,
  type DeviceMotions,
  type JoinMeal,
  type RecognitionAnswer,
  type RenewRecognition,
} from '@bapsang/shared';
import { ApiTransport, type Fetch, readAnswer } from './api-transport';

/** How long a fresh ticket may take, ms: an api that does not answer is soon asked again, which may reach another instance. */
export const RENEWAL_DEADLINE = 4000;

/**
 * The api as this page sees it. Every method throws an ApplicationError: the one that the api answered, or `not_ready` where
 * no answer came in time.
 */
export class ApiClient {
  readonly #transport: ApiTransport;

  /** @param base address of the api, without a slash at its end; by default it is on the page's own origin */
  constructor(fetch: Fetch, base = '/api') {
    this.#transport = new ApiTransport(fetch, base);
  }

  async createMeal(): Promise<CreatedMeal> {
    return this.#transport.ask(CreatedMeal, { method: 'POST', path: '/meals', body: {} });
  }

  async describeMeal(mealId: string): Promise<MealDescription> {
    return this.#transport.ask(MealDescription, { method: 'GET', path: mealPath(mealId) });
  }

  async joinMeal(mealId: string, body: JoinMeal): Promise<JoinedMeal> {
    return this.#transport.ask(JoinedMeal, { method: 'POST', path: `${mealPath(mealId)}/participants`, body });
  }

  /** The newest state of everybody at the table, for who sits at it. */
  async tableMotions(mealId: string, rejoinKey: string): Promise<TableMotions> {
    const path = `${mealPath(mealId)}/motions`;
    return this.#transport.ask(TableMotions, { method: 'GET', path, bearer: rejoinKey });
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
      await this.#transport.send({ method: 'POST', path, body, bearer: rejoinKey, deadline: RENEWAL_DEADLINE }),
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
    return readRecognition(await this.#transport.send({ method: 'PUT', path, body, bearer: rejoinKey }));
  }

  /** Tells what this browser recognised itself. */
  async sendMotions(mealId: string, participantId: string, body: DeviceMotions, rejoinKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/motions`;
    await this.#transport.send({ method: 'POST', path, body, bearer: rejoinKey });
  }

  /** A connection for the screen of a participant, for who sits there. */
  async openScreen(mealId: string, participantId: string, rejoinKey: string): Promise<ScreenConnection> {
    const path = `${participantPath(mealId, participantId)}/screen`;
    return this.#transport.ask(ScreenConnection, { method: 'POST', path, bearer: rejoinKey });
  }

  /** Has everything deleted that is recorded of a participant, for that participant. */
  async deleteRecords(mealId: string, participantId: string, rejoinKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/data`;
    await this.#transport.send({ method: 'DELETE', path, bearer: rejoinKey });
  }

  /** Asks a participant to mute, for who holds the host key. */
  async requestMute(mealId: string, participantId: string, hostKey: string): Promise<void> {
    const path = `${participantPath(mealId, participantId)}/mute-request`;
    await this.#transport.send({ method: 'POST', path, bearer: hostKey });
  }

  /** Takes a participant off the table, for who holds the host key. */
  async removeParticipant(mealId: string, participantId: string, hostKey: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: participantPath(mealId, participantId), bearer: hostKey });
  }

  /** Ends a meal for everybody, for who holds the host key. */
  async endMeal(mealId: string, hostKey: string): Promise<void> {
    await this.#transport.send({ method: 'DELETE', path: mealPath(mealId), bearer: hostKey });
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
  return granted ? readAnswer(RecognitionGrant, answer) : readAnswer(RecognitionUnavailable, answer);
}
