import { currentWork, within, type Logger } from '@bapsang/server';
import {
  ApplicationError,
  readParticipantIdentity,
  type ParticipantIdentity,
  type RecognitionAnswer,
  type RecognitionChoice,
} from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { Clock } from '../time/clock';
import { RecognitionChoices, type TakenChoice } from './choices/recognition-choices';
import { RecognitionDispatch, type RecognitionSubject } from './dispatch/recognition-dispatch';
import { TableSignals } from './table/table-signals';
import { WorkersGateway } from './workers/workers-gateway';

/** A choice that is made at the table. */
export interface ChoiceAtTable {
  readonly choice: RecognitionChoice;
  /** ms since the epoch by the browser's clock. */
  readonly chosenAt: number;
}

/** Where participants let motions be recognised: chosen when joining, changed at the table, and the tickets that follow. */
@Injectable()
export class RecognitionService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly dispatch: RecognitionDispatch,
    private readonly choices: RecognitionChoices,
    private readonly signals: TableSignals,
    private readonly workers: WorkersGateway,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Takes the choice of somebody who sits down. Where the state that the instances share cannot be reached, there is no ticket
   * for now.
   * @returns a ticket, or why there is none
   */
  async join(subject: RecognitionSubject, choice: RecognitionChoice): Promise<RecognitionAnswer> {
    try {
      const taken = await this.choices.take(subject, { choice, chosenAt: undefined }, this.clock.now());
      await this.#tell(subject, choice, taken);
      if (taken.before === 'server' && choice !== 'server') await this.#tellWorkers(subject);
      return await this.#grant(subject);
    } catch (error) {
      if (!isNotReady(error)) throw error;
      this.logger.warn('recognition.not-ready', { error });
      return { unavailable: choice === 'server' ? 'no_worker' : 'not_agreed' };
    }
  }

  /**
   * Takes a choice that is made at the table. What ends a consent counts at once, whatever cannot be reached; what gives one
   * counts unless a later choice has come before it.
   * @returns a ticket, or why there is none
   * @throws ApplicationError `connection_not_found` where a consent is given for a connection that is not the participant's,
   *   `not_ready` where the state that the instances share cannot be reached, or as OpenVidu fails
   */
  async choose(subject: RecognitionSubject, { choice, chosenAt }: ChoiceAtTable): Promise<RecognitionAnswer> {
    // Also where nothing changes: a consent that was given earlier and is still on its way must not come after it.
    if (choice === 'none' || (choice === 'device' && !(await this.#isOnDevice(subject)))) {
      await this.#withdraw(subject, chosenAt);
    }
    if (choice === 'none') return { unavailable: 'not_agreed' };
    await this.#requireConnection(subject);
    const taken = await this.choices.takeLatest(subject, { choice, chosenAt }, this.clock.now());
    if (taken) await this.#tell(subject, choice, taken);
    return this.#grant(subject);
  }

  /**
   * A fresh ticket, or why there is none. OpenVidu is asked whether the connection is the participant's; where the choice is
   * not known any more, the one counts with which the connection was made.
   * @throws ApplicationError `connection_not_found`, `not_ready` where the state that the instances share cannot be reached,
   *   or as OpenVidu fails
   */
  async renew(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    const { recognition } = await this.#requireConnection(subject);
    if (!(await this.choices.of(subject))) {
      const made = { choice: recognition, chosenAt: undefined };
      await this.#tell(subject, recognition, await this.choices.take(subject, made, this.clock.now()));
    }
    return this.#grant(subject);
  }

  /**
   * Looks at the choice after the moment by which the ticket is dated, so that workers know a withdrawal that comes later to void
   * it, and once more at the end, because the clocks of two instances may differ.
   */
  async #grant(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    const datedAt = this.clock.now();
    const chosen = await this.choices.of(subject);
    if (chosen?.choice !== 'server') return { unavailable: 'not_agreed' };
    const work = currentWork();
    // A seat goes by the request with which it was chosen, at whichever worker, so that it can be followed as one.
    const correlationId = chosen.correlationId ?? work.correlationId;
    const answer = await within({ ...work, correlationId }, () => this.dispatch.grant(subject, datedAt));
    if (await this.#isConsented(subject)) return answer;
    await this.dispatch.release(subject.mealId, subject.participantId);
    return { unavailable: 'not_agreed' };
  }

  async #isConsented(subject: RecognitionSubject): Promise<boolean> {
    return (await this.choices.of(subject))?.choice === 'server';
  }

  /** Where it is not known, no: then a consent is ended that may have been given. */
  async #isOnDevice(subject: RecognitionSubject): Promise<boolean> {
    try {
      return (await this.choices.of(subject))?.choice === 'device';
    } catch (error) {
      if (isNotReady(error)) return false;
      throw error;
    }
  }

  async #requireConnection(subject: RecognitionSubject): Promise<ParticipantIdentity> {
    const session = await this.openvidu.findSession(subject.mealId);
    const connection = session?.connections.find(({ connectionId }) => connectionId === subject.connectionId);
    const identity = connection && readParticipantIdentity(connection.serverData);
    if (identity?.participantId === subject.participantId) return identity;
    throw new ApplicationError(
      'connection_not_found',
      'This connection is not yours, or it is gone. Please join again.',
    );
  }

  /** Tells everybody whom a choice concerns. */
  async #tell(
    { participantId }: RecognitionSubject,
    choice: RecognitionChoice,
    { change }: TakenChoice,
  ): Promise<void> {
    if (choice === 'server') await this.workers.forgetWithdrawal(participantId);
    if (change) this.signals.send(change);
  }

  /** Never throws where the state cannot be reached: the workers that are linked here are told all the same. */
  async #withdraw(subject: RecognitionSubject, chosenAt: number): Promise<void> {
    let taken: TakenChoice = { before: undefined, change: undefined };
    try {
      taken = await this.choices.take(subject, { choice: 'none', chosenAt }, this.clock.now());
    } catch (error) {
      if (!isNotReady(error)) throw error;
      this.logger.error('withdrawal.not-shared', { error });
    }
    if (taken.change) this.signals.send(taken.change);
    // Where nothing is known, frames may be on their way.
    if (taken.before === undefined || taken.before === 'server') await this.#tellWorkers(subject);
  }

  async #tellWorkers({ mealId, participantId }: RecognitionSubject): Promise<void> {
    const withdrawn = this.workers.withdraw({ participantId, withdrawnAt: this.clock.now() / 1000 });
    const released = this.dispatch.release(mealId, participantId);
    for (const outcome of await Promise.allSettled([withdrawn, released])) {
      const error = outcome.status === 'rejected' && (outcome.reason as unknown);
      if (error) this.logger.error('withdrawal.incomplete', { error });
    }
  }
}

function isNotReady(error: unknown): boolean {
  return error instanceof ApplicationError && error.code === 'not_ready';
}
