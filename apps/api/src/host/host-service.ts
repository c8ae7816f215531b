import { ApplicationError, MUTE_REQUEST_SIGNAL_TYPE, type MuteRequestSignal } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { screensOf, seatsOf } from '../meals/table-connections';
import { ApiMemory } from '../memory/api-memory';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduConnection } from '../openvidu/openvidu-session';
import { Clock } from '../time/clock';
import { HostDecisions } from './host-decisions';

/** What the host of a meal may do to it and to the others. */
@Injectable()
export class HostService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly decisions: HostDecisions,
    private readonly clock: Clock,
    private readonly memory: ApiMemory,
  ) {}

  /**
   * Asks a participant to mute. The signal goes to the connection on which they sit now and to nobody else.
   * @throws ApplicationError `connection_not_found` for who is not at the table, or as OpenVidu fails
   */
  async requestMute(mealId: string, participantId: string): Promise<void> {
    const newest = seatsOf(await this.#connectionsOf(mealId), participantId).find(({ active }) => active);
    if (!newest) throw notAtTheTable();
    const request: MuteRequestSignal = { participantId, requestedAt: this.clock.now() };
    const outcome = await this.openvidu.signal(mealId, MUTE_REQUEST_SIGNAL_TYPE, JSON.stringify(request), [
      newest.connectionId,
    ]);
    if (outcome !== 'sent') throw notAtTheTable();
  }

  /**
   * Takes a participant off the table: their connections end, that of their screen too, tokens that they have not used yet open nothing, and their
   * rejoin key is refused from now on.
   * @throws ApplicationError `connection_not_found` for who is not at the table, or as OpenVidu fails
   */
  async remove(mealId: string, participantId: string): Promise<void> {
    // First, so that nobody slips back in while the connections end.
    this.decisions.remove(mealId, participantId);
    try {
      const everybody = await this.#connectionsOf(mealId);
      const connections = [...seatsOf(everybody, participantId), ...screensOf(everybody, participantId)];
      if (connections.length === 0) throw notAtTheTable();
      await Promise.all(connections.map(({ connectionId }) => this.openvidu.disconnect(mealId, connectionId)));
      this.memory.note({ kind: 'removed', mealId, participantId });
    } catch (error) {
      this.decisions.readmit(mealId, participantId);
      throw error;
    }
  }

  /**
   * Ends a meal for everybody; nobody can join it any more.
   * @throws ApplicationError as OpenVidu fails
   */
  async end(mealId: string): Promise<void> {
    // First, so that nobody who is just reconnecting makes OpenVidu create the session again.
    this.decisions.end(mealId);
    try {
      await this.openvidu.closeSession(mealId);
      this.memory.note({ kind: 'ended', mealId });
    } catch (error) {
      this.decisions.resume(mealId);
      throw error;
    }
  }

  async #connectionsOf(mealId: string): Promise<readonly OpenViduConnection[]> {
    return (await this.openvidu.findSession(mealId))?.connections ?? [];
  }
}

function notAtTheTable(): ApplicationError {
  return new ApplicationError('connection_not_found', 'Nobody with this id sits at the table.');
}
