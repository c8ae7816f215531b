import { withDeadline, type Logger } from '@bapsang/server';
import type { AuditEntry } from '@bapsang/shared';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { Journal } from '../journal/journal';
import { JournalQueue } from '../journal/journal-queue';
import { Allowance, type Allowed } from '../recognition/workers/allowance';
import { Clock } from '../time/clock';
import { DatedIds } from '../time/dated-ids';

/** How long an answer waits for the journal, ms; what takes longer is written as soon as it can be. */
const JOURNAL_DEADLINE = 1000;

/** Acts of somebody who is not logged in that are recorded of one address: otherwise anybody could fill the database. */
export const STRANGERS_RECORDED: Allowed = { burst: 10, perSecond: 1 / 60 };

/** Longer ids name nothing; they are cut. */
const TARGET_MAX_LENGTH = 200;

/** An act, as whoever serves it knows it. */
export type Act = Pick<AuditEntry, 'act' | 'outcome' | 'address' | 'correlationId'> & {
  readonly [Property in 'role' | 'loginId' | 'target']?: AuditEntry[Property] | undefined;
};

/** What administrators did and tried to do: in the journal, which every instance of the api shares, and in the log. */
@Injectable()
export class AuditLog {
  readonly #ids = new DatedIds();
  readonly #strangers = new Allowance(STRANGERS_RECORDED);

  constructor(
    private readonly journal: Journal,
    private readonly queue: JournalQueue,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Records an act. Never throws; resolves once it is safe, or after a second at most: the journal is then written as soon as it
   * can be.
   */
  async record({ role, loginId, target, ...act }: Act): Promise<void> {
    const at = this.clock.now();
    const id = this.#ids.next(at);
    // Not the target: the id of a meal is all that it takes to join it.
    this.logger.info('admin.act', { id, ...act, role, loginId });
    const entry: AuditEntry = {
      ...{ id, at, ...act },
      ...(role && { role }),
      ...(loginId && { loginId }),
      ...(target && { target: target.slice(0, TARGET_MAX_LENGTH) }),
    };
    try {
      await withDeadline(this.queue.audit(entry), JOURNAL_DEADLINE, 'Writing the journal');
    } catch (error) {
      this.logger.warn('admin.act-unkept', { id, error });
    }
  }

  /** As {@link record}, for somebody who is not logged in, within {@link STRANGERS_RECORDED}; does not wait. */
  recordStranger(act: Act): void {
    if (this.#strangers.take(act.address, this.clock.now())) void this.record(act);
  }

  /**
   * @returns the newest acts, the newest first
   * @throws Error where the journal cannot be read
   */
  async newest(limit: number): Promise<readonly AuditEntry[]> {
    return this.journal.audited(limit);
  }
}
