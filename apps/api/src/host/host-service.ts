import { withDeadline, type Logger } from '@bapsang/server';
import { ApplicationError, MUTE_REQUEST_SIGNAL_TYPE, type MuteRequestSignal } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import type { HostDecision } from '../journal/journal';
import { JournalQueue } from '../journal/journal-queue';
import { screensOf, seatsOf } from '../meals/table-connections';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import type { OpenViduConnection } from '../openvidu/openvidu-session';
import { Clock } from '../time/clock';
import { HostDecisions } from './host-decisions';

/** How long an answer waits for the journal, ms; what takes longer is written as soon as it can be. */
const JOURNAL_DEADLINE = 1000;

/** What the host of a meal may do to it and to the others. */
@Injectable()
export class HostService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly decisions: HostDecisions,
    private readonly clock: Clock,
    private readonly queue: JournalQueue,
    @Inject(LOGGER) private readonly logger: Logger,
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
   * Takes a participant off the table: their connections end, that of their screen too, tokens that they have not used yet open
   * nothing, and their rejoin key is refused from now on.
   * @throws ApplicationError `connection_not_found` for who is not at the table, or as OpenVidu fails, or `not_ready`
   *   where the state that the instances share cannot be reached
   */
  async remove(mealId: string, participantId: string): Promise<void> {
    // First, so that nobody slips back in while the connections end.
    const isNew = await this.decisions.remove(mealId, participantId);
    try {
      const everybody = await this.#connectionsOf(mealId);
      const connections = [...seatsOf(everybody, participantId), ...screensOf(everybody, participantId)];
      if (connections.length === 0) throw notAtTheTable();
      await Promise.all(connections.map(({ connectionId }) => this.openvidu.disconnect(mealId, connectionId)));
    } catch (error) {
      if (isNew) await this.decisions.readmit(mealId, participantId);
      throw error;
    }
    await this.#record({ kind: 'removed', mealId, participantId });
  }

  /**
   * Ends a meal for everybody; nobody can join it any more.
   * @throws ApplicationError as OpenVidu fails, or `not_ready` where the state that the instances share cannot be reached
   */
  async end(mealId: string): Promise<void> {
    // First, so that nobody who is just reconnecting makes OpenVidu create the session again.
    const isNew = await this.decisions.end(mealId);
    try {
      await this.openvidu.closeSession(mealId);
    } catch (error) {
      if (isNew) await this.decisions.resume(mealId);
      throw error;
    }
    await this.#record({ kind: 'ended', mealId });
  }

  async #record(decision: HostDecision): Promise<void> {
    try {
      await withDeadline(this.queue.decide(decision), JOURNAL_DEADLINE, 'Writing the journal');
    } catch (error) {
      this.logger.warn('decision.unkept', { kind: decision.kind, error });
    }
  }

  async #connectionsOf(mealId: string): Promise<readonly OpenViduConnection[]> {
    return (await this.openvidu.findSession(mealId))?.connections ?? [];
  }
}

function notAtTheTable(): ApplicationError {
  return new ApplicationError('connection_not_found', 'Nobody with this id sits at the table.');
}
