import { ApplicationError } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { MealKeys } from '../keys/meal-keys';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { ConnectionRequest } from './connection-request';
import { RememberedSessions } from './remembered-sessions';
import type { SessionRequest } from './session-request';

/**
 * What OpenVidu's tutorial pages ask for. A meal cannot be entered this way: whoever chose the data of a connection freely
 * could pass for somebody else at the table.
 */
@Injectable()
export class SessionsService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly mealKeys: MealKeys,
    private readonly remembered: RememberedSessions,
  ) {}

  /**
   * Creates a session, or finds the one that has the same custom id.
   * @returns the id of the session
   * @throws ApplicationError `forbidden` for the id of a meal, or as OpenVidu fails
   */
  async createSession(request: SessionRequest): Promise<string> {
    if (request.customSessionId && this.mealKeys.isMealId(request.customSessionId)) {
      throw new ApplicationError('forbidden', 'This session is a meal. Join it through /api/meals.');
    }
    const sessionId = await this.openvidu.createSession(request);
    await this.remembered.remember(sessionId, request);
    return sessionId;
  }

  /**
   * A fresh token for a session; one that OpenVidu dropped after it was created here is created again.
   * @returns undefined for a session that neither OpenVidu nor the api knows, or that is a meal
   * @throws ApplicationError as OpenVidu fails
   */
  async createToken(sessionId: string, request: ConnectionRequest): Promise<string | undefined> {
    if (this.mealKeys.isMealId(sessionId)) return undefined;
    const remembered = await this.remembered.find(sessionId);
    const connection = remembered
      ? await this.openvidu.joinSession(remembered, request)
      : await this.openvidu.createConnection(sessionId, request);
    return connection?.token;
  }
}
