import {
  ApplicationError,
  readParticipantIdentity,
  type ParticipantIdentity,
  type RecognitionAnswer,
  type RecognitionChoice,
} from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { Clock } from '../time/clock';
import { RecognitionChoices } from './choices/recognition-choices';
import { RecognitionDispatch, type RecognitionSubject } from './dispatch/recognition-dispatch';
import { MealTables } from './table/meal-tables';
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
    private readonly tables: MealTables,
    private readonly signals: TableSignals,
    private readonly workers: WorkersGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the choice of somebody who sits down.
   * @returns a ticket, or why there is none
   */
  async join(subject: RecognitionSubject, choice: RecognitionChoice): Promise<RecognitionAnswer> {
    const before = this.choices.of(subject)?.choice;
    this.#remember(subject, choice);
    if (before === 'server' && choice !== 'server') await this.#tellWorkers(subject);
    return this.#grant(subject);
  }

  /**
   * Takes a choice that is made at the table. What ends a consent counts at once, whatever cannot be reached; what gives one
   * counts unless a later choice has come before it.
   * @returns a ticket, or why there is none
   * @throws ApplicationError `connection_not_found` where a consent is given for a connection that is not the participant's,
   *   or as OpenVidu fails
   */
  async choose(subject: RecognitionSubject, { choice, chosenAt }: ChoiceAtTable): Promise<RecognitionAnswer> {
    const before = this.choices.of(subject)?.choice;
    // Also where nothing changes: a consent that was given earlier and is still on its way must not come after it.
    if (choice === 'none' || (choice === 'device' && before !== 'device')) await this.#withdraw(subject, chosenAt);
    if (choice !== 'none') {
      await this.#requireConnection(subject);
      if (chosenAt >= (this.choices.of(subject)?.chosenAt ?? 0)) this.#remember(subject, choice, chosenAt);
    }
    return this.#grant(subject);
  }

  /**
   * A fresh ticket, or why there is none. OpenVidu is asked whether the connection is the participant's; where the choice is
   * not known any more, the one counts with which the connection was made.
   * @throws ApplicationError `connection_not_found`, or as OpenVidu fails
   */
  async renew(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    const { recognition } = await this.#requireConnection(subject);
    if (!this.choices.of(subject)) this.#remember(subject, recognition);
    return this.#grant(subject);
  }

  /** Looks at the choice in the same moment in which the ticket is dated, so that no withdrawal can come between. */
  async #grant(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    if (this.choices.of(subject)?.choice !== 'server') return { unavailable: 'not_agreed' };
    return this.dispatch.grant(subject);
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

  /** @param chosenAt undefined for who sits down: the connection itself tells everybody what was chosen */
  #remember(subject: RecognitionSubject, choice: RecognitionChoice, chosenAt?: number): void {
    const now = this.clock.now();
    const { connectionId } = subject;
    const before = this.choices.of(subject)?.choice;
    this.choices.set(subject, { choice, connectionId, chosenAt: chosenAt ?? 0 }, now);
    if (choice === 'server') this.workers.forgetWithdrawal(subject.participantId);
    if (before === choice) return;
    const change = this.tables.choose(subject, choice === 'none' ? 'off' : 'paused', chosenAt, now);
    if (change) this.signals.send(change);
  }

  async #withdraw(subject: RecognitionSubject, chosenAt: number): Promise<void> {
    const before = this.choices.of(subject)?.choice;
    this.#remember(subject, 'none', chosenAt);
    // Where nothing is known, frames may be on their way.
    if (before === undefined || before === 'server') await this.#tellWorkers(subject);
  }

  async #tellWorkers({ participantId }: RecognitionSubject): Promise<void> {
    this.dispatch.release(participantId);
    await this.workers.withdraw({ participantId, withdrawnAt: this.clock.now() / 1000 });
  }
}
