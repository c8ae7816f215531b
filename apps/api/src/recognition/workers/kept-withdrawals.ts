import type { ConsentWithdrawal } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { SharedState } from '../../state/shared-state';

/** How many a worker that dials in is told at most: the latest ones. */
export const WITHDRAWALS_MAX = 1000;

/** How long they are kept after the last one, ms. */
const LIFETIME = 24 * 60 * 60 * 1000;

const GROUP = 'withdrawals';

/** Withdrawn consents, for workers whose link was down when they were told. */
@Injectable()
export class KeptWithdrawals {
  constructor(private readonly state: SharedState) {}

  /**
   * The latest, in the order in which they were withdrawn.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async latest(): Promise<readonly ConsentWithdrawal[]> {
    const all = [...(await this.state.readGroup<ConsentWithdrawal>(GROUP)).values()];
    return all.sort((one, other) => one.withdrawnAt - other.withdrawnAt).slice(-WITHDRAWALS_MAX);
  }

  /**
   * Keeps a withdrawal until the consent is given again.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async add(withdrawal: ConsentWithdrawal): Promise<void> {
    await this.state.update({ group: GROUP, key: withdrawal.participantId }, () => withdrawal, LIFETIME);
  }

  /**
   * The participant gave the consent again.
   * @throws ApplicationError `not_ready` where the state cannot be reached
   */
  async forget(participantId: string): Promise<void> {
    await this.state.update({ group: GROUP, key: participantId }, () => undefined);
  }
}
