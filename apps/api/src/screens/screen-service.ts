import { ApplicationError, readParticipantIdentity, writeScreenIdentity, type ScreenConnection } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { HostDecisions } from '../host/host-decisions';
import { MealKeys } from '../keys/meal-keys';
import { RejoinKeys } from '../keys/rejoin-keys';
import { screensOf, seatsOf } from '../meals/table-connections';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';

/** Connections for the screens of those who sit at a table. */
@Injectable()
export class ScreenService {
  constructor(
    private readonly mealKeys: MealKeys,
    private readonly rejoinKeys: RejoinKeys,
    private readonly openvidu: OpenViduDeployment,
    private readonly hostDecisions: HostDecisions,
  ) {}

  /**
   * Makes a connection for a participant's screen. It takes the place of the one that they had before, so that nobody has
   * more than one.
   * @throws ApplicationError `meal_not_found`, `unauthorized` for a rejoin key that is not theirs, `removed_from_meal`,
   *   `connection_not_found` for who does not sit at the table, or as OpenVidu fails
   */
  async open(mealId: string, participantId: string, rejoinKey: string): Promise<ScreenConnection> {
    this.mealKeys.requireMealId(mealId);
    if ((await this.rejoinKeys.participantOf(mealId, rejoinKey)) !== participantId) {
      throw new ApplicationError('unauthorized', 'The rejoin key belongs to another participant.');
    }
    await this.#requireNotRemoved(mealId, participantId);
    const connections = (await this.openvidu.findSession(mealId))?.connections ?? [];
    const seat = seatsOf(connections, participantId).find(({ active }) => active);
    if (!seat) throw notAtTheTable();
    const before = screensOf(connections, participantId);
    await Promise.all(before.map(({ connectionId }) => this.openvidu.disconnect(mealId, connectionId)));
    const displayName = readParticipantIdentity(seat.serverData)?.displayName ?? '';
    const data = writeScreenIdentity({ screenOf: participantId, displayName });
    const connection = await this.openvidu.createConnection(mealId, { role: 'PUBLISHER', data });
    if (!connection) throw notAtTheTable();
    return this.#keepUnlessRemoved(mealId, participantId, connection);
  }

  /** The host may have decided while OpenVidu made the connection, too late to find it among those of the participant. */
  async #keepUnlessRemoved(
    mealId: string,
    participantId: string,
    connection: ScreenConnection,
  ): Promise<ScreenConnection> {
    try {
      await this.#requireNotRemoved(mealId, participantId);
    } catch (error) {
      await this.openvidu.disconnect(mealId, connection.connectionId);
      throw error;
    }
    return connection;
  }

  async #requireNotRemoved(mealId: string, participantId: string): Promise<void> {
    if (!(await this.hostDecisions.isRemoved(mealId, participantId))) return;
    throw new ApplicationError('removed_from_meal', 'The host took you off the table.');
  }
}

function notAtTheTable(): ApplicationError {
  return new ApplicationError('connection_not_found', 'Sit down at the table before you share your screen.');
}
