import { randomBytes } from 'node:crypto';
import {
  ApplicationError,
  maskError,
  SEATED_PARTICIPANTS_MAX,
  writeParticipantIdentity,
  type CreatedMeal,
  type ErrorCode,
  type JoinedMeal,
  type JoinMeal,
  type MealDescription,
} from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { ApiEnvironment } from '../configuration/api-environment';
import { HostDecisions } from '../host/host-decisions';
import { MealKeys } from '../keys/meal-keys';
import { RejoinKeys } from '../keys/rejoin-keys';
import { ApiMetrics, type JoinOutcome } from '../metrics/api-metrics';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { RecognitionDispatch } from '../recognition/dispatch/recognition-dispatch';
import { RecognitionService } from '../recognition/recognition-service';
import { seatedParticipants } from './seated-participants';

const PARTICIPANT_ID_BYTES = 12;

/** Meals: creating them, looking at them, sitting down. Nothing is stored; OpenVidu and the keys know it all. */
@Injectable()
export class MealsService {
  readonly #joinUrl: string;
  readonly #seats: number;

  constructor(
    environment: ApiEnvironment,
    private readonly mealKeys: MealKeys,
    private readonly rejoinKeys: RejoinKeys,
    private readonly openvidu: OpenViduDeployment,
    private readonly dispatch: RecognitionDispatch,
    private readonly recognition: RecognitionService,
    private readonly hostDecisions: HostDecisions,
    private readonly metrics: ApiMetrics,
  ) {
    this.#joinUrl = `${environment.WEB_URL.replace(/\/+$/, '')}/meals/`;
    this.#seats = environment.MEAL_SEATS;
  }

  /** A new meal. Its OpenVidu session comes into being when the first participant joins. */
  create(): CreatedMeal {
    const mealId = this.mealKeys.newMealId();
    return { mealId, joinUrl: this.#joinUrl + mealId, hostKey: this.mealKeys.hostKeyOf(mealId) };
  }

  /**
   * What a guest may know before joining.
   * @throws ApplicationError `meal_not_found`, also once the host ended it, or as OpenVidu fails
   */
  async describe(mealId: string): Promise<MealDescription> {
    await this.#requireOpen(mealId);
    const everybody = seatedParticipants(await this.openvidu.findSession(mealId));
    return {
      mealId,
      participants: everybody.length,
      seated: everybody.slice(0, SEATED_PARTICIPANTS_MAX),
      full: everybody.length >= this.#seats,
      recognitionAvailable: await this.#isRecognitionAvailable(),
    };
  }

  /**
   * Makes a connection for a participant, with everything needed to open it.
   * @throws ApplicationError `meal_not_found`, also once the host ended it, `forbidden` for a wrong host key, `unauthorized`
   *   for a wrong rejoin key, `removed_from_meal` for the one of somebody whom the host removed, `meal_full` where every seat
   *   is taken (who sat there before is let in all the same), or as OpenVidu fails
   */
  async join(mealId: string, request: JoinMeal): Promise<JoinedMeal> {
    try {
      const joined = await this.#sitDown(mealId, request);
      this.metrics.joined(request.rejoinKey ? 'rejoined' : 'joined');
      return joined;
    } catch (error) {
      this.metrics.joined(joinFailure(maskError(error).code));
      throw error;
    }
  }

  async #sitDown(mealId: string, request: JoinMeal): Promise<JoinedMeal> {
    await this.#requireOpen(mealId);
    const host = this.#isHost(mealId, request.hostKey);
    const participantId = request.rejoinKey
      ? await this.#returning(mealId, request.rejoinKey)
      : await this.#arriving(mealId);
    const { displayName } = request;
    const role = host ? 'MODERATOR' : 'PUBLISHER';
    const data = writeParticipantIdentity({ participantId, displayName, recognition: request.recognition, host });
    const { connectionId, token } = await this.openvidu.joinSession({ customSessionId: mealId }, { role, data });
    const recognition = await this.recognition.join({ mealId, participantId, connectionId }, request.recognition);
    const rejoinKey = await this.rejoinKeys.issue(mealId, participantId);
    return { participantId, token, connectionId, role, recognition, rejoinKey };
  }

  /** Where it cannot be told now, no: a meal can be joined without. */
  async #isRecognitionAvailable(): Promise<boolean> {
    try {
      return await this.dispatch.available();
    } catch {
      return false;
    }
  }

  async #requireOpen(mealId: string): Promise<void> {
    this.mealKeys.requireMealId(mealId);
    if (await this.hostDecisions.isOver(mealId)) throw new ApplicationError('meal_not_found', 'This meal is over.');
  }

  async #arriving(mealId: string): Promise<string> {
    const everybody = seatedParticipants(await this.openvidu.findSession(mealId));
    if (everybody.length >= this.#seats) throw new ApplicationError('meal_full', 'Every seat at this table is taken.');
    return `par_${randomBytes(PARTICIPANT_ID_BYTES).toString('base64url')}`;
  }

  async #returning(mealId: string, rejoinKey: string): Promise<string> {
    const participantId = await this.rejoinKeys.participantOf(mealId, rejoinKey);
    if (!(await this.hostDecisions.isRemoved(mealId, participantId))) return participantId;
    throw new ApplicationError('removed_from_meal', 'The host took you off the table.');
  }

  #isHost(mealId: string, hostKey: string | undefined): boolean {
    if (!hostKey) return false;
    if (this.mealKeys.isHostKey(mealId, hostKey)) return true;
    throw new ApplicationError('forbidden', 'The host key does not belong to this meal. Join without it, as a guest.');
  }
}

/** How figures name why somebody could not sit down. */
function joinFailure(code: ErrorCode): JoinOutcome {
  if (code === 'meal_full') return 'full';
  if (code === 'meal_not_found') return 'not_found';
  return ['forbidden', 'unauthorized', 'removed_from_meal'].includes(code) ? 'refused' : 'failed';
}
