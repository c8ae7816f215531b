import { ApplicationError, readParticipantIdentity } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { HostService } from '../host/host-service';
import { MealKeys } from '../keys/meal-keys';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduSession } from '../openvidu/openvidu-session';

/** What an administrator does to sessions: to a meal, the same as its host. */
@Injectable()
export class SessionActs {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly mealKeys: MealKeys,
    private readonly host: HostService,
  ) {}

  /**
   * Ends a session for everybody; a meal cannot be joined any more.
   * @throws ApplicationError `not_found`, as OpenVidu fails, or `not_ready` where the state that the instances share cannot be
   *   reached
   */
  async close(sessionId: string): Promise<void> {
    await this.#find(sessionId);
    if (this.mealKeys.isMealId(sessionId)) await this.host.end(sessionId);
    else await this.openvidu.closeSession(sessionId);
  }

  /**
   * Removes who is on a connection: a participant of a meal with all their connections and screens, and for good; any other
   * connection ends.
   * @throws ApplicationError `not_found`, `connection_not_found`, as OpenVidu fails, or `not_ready` where the state that the
   *   instances share cannot be reached
   */
  async remove(sessionId: string, connectionId: string): Promise<void> {
    const { connections } = await this.#find(sessionId);
    const connection = connections.find((one) => one.connectionId === connectionId);
    if (!connection) throw new ApplicationError('connection_not_found', 'This connection is not there (any more).');
    const identity = readParticipantIdentity(connection.serverData);
    if (identity && this.mealKeys.isMealId(sessionId)) await this.host.remove(sessionId, identity.participantId);
    else await this.openvidu.disconnect(sessionId, connectionId);
  }

  async #find(sessionId: string): Promise<OpenViduSession> {
    const session = await this.openvidu.findSession(sessionId);
    if (session) return session;
    throw new ApplicationError('not_found', 'There is no such session (any more).');
  }
}
