import type { Logger } from '@bapsang/server';
import { Inject, Injectable } from '@nestjs/common';
import { LOGGER } from '../configuration/injection-tokens';
import { Journal, type HostDecision } from '../journal/journal';
import { SharedState, type StateAddress } from '../state/shared-state';

/** How long what was decided of a meal is kept at hand, ms; the journal has it beyond that. */
const DECISIONS_LIFETIME = 24 * 60 * 60 * 1000;

/** What was decided of one meal. Plain JSON. */
interface Decided {
  readonly ended: boolean;
  /** Participants. */
  readonly removed: readonly string[];
  /** Whether the journal could not be read yet: it may know more. */
  readonly partial?: boolean;
}

const NOTHING: Decided = { ended: false, removed: [], partial: true };

/**
 * What hosts decided and OpenVidu does not remember: it would create the session of an ended meal again for whoever was just
 * reconnecting, and a rejoin key would bring a removed participant back. The same from every instance of the api; what is not
 * known of a meal is read from the journal. Where the shared state cannot be reached, the journal alone counts; where the
 * journal cannot be read, what the shared state knows: a meal goes on without either, not without both.
 */
@Injectable()
export class HostDecisions {
  constructor(
    private readonly state: SharedState,
    private readonly journal: Journal,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Whether the host ended the meal.
   * @throws ApplicationError `not_ready` where neither shared state nor journal can be reached
   */
  async isOver(mealId: string): Promise<boolean> {
    return (await this.#decided(mealId)).ended;
  }

  /**
   * Whether the host removed the participant from the meal.
   * @throws ApplicationError `not_ready` where neither shared state nor journal can be reached
   */
  async isRemoved(mealId: string, participantId: string): Promise<boolean> {
    return (await this.#decided(mealId)).removed.includes(participantId);
  }

  /**
   * Nobody joins the meal any more. What is decided here can be undone; the journal is not told of it.
   * @returns whether that is new
   * @throws ApplicationError `not_ready` where the shared state cannot be reached
   */
  async end(mealId: string): Promise<boolean> {
    return this.#change(mealId, (present) => (present.ended ? present : { ...present, ended: true }));
  }

  /**
   * Undoes {@link end} where the meal could not be ended after all.
   * @throws ApplicationError `not_ready` where the shared state cannot be reached
   */
  async resume(mealId: string): Promise<void> {
    await this.#change(mealId, (present) => ({ ...present, ended: false }));
  }

  /**
   * The participant does not come back as the same one. What is decided here can be undone; the journal is not told of it.
   * @returns whether that is new
   * @throws ApplicationError `not_ready` where the shared state cannot be reached
   */
  async remove(mealId: string, participantId: string): Promise<boolean> {
    return this.#change(mealId, (present) =>
      present.removed.includes(participantId) ? present : { ...present, removed: [...present.removed, participantId] },
    );
  }

  /**
   * Undoes {@link remove} where the participant could not be removed after all.
   * @throws ApplicationError `not_ready` where the shared state cannot be reached
   */
  async readmit(mealId: string, participantId: string): Promise<void> {
    await this.#change(mealId, (present) => ({
      ...present,
      removed: present.removed.filter((one) => one !== participantId),
    }));
  }

  async #decided(mealId: string): Promise<Decided> {
    let known: Decided | undefined;
    try {
      known = await this.state.read<Decided>(addressOf(mealId));
    } catch (error) {
      const recorded = await this.#recorded(mealId);
      if (recorded) return recorded;
      throw error;
    }
    if (known && !known.partial) return known;
    const recorded = await this.#recorded(mealId);
    return recorded ? this.#complete(mealId, recorded) : (known ?? NOTHING);
  }

  async #complete(mealId: string, recorded: Decided): Promise<Decided> {
    const add = (present: Decided | undefined): Decided => {
      if (!present) return recorded;
      return present.partial ? both(present, recorded) : present;
    };
    const completed = this.state.update<Decided>(addressOf(mealId), add, DECISIONS_LIFETIME);
    return (await completed.catch(() => undefined)) ?? recorded;
  }

  /** @returns whether anything changed */
  async #change(mealId: string, change: (present: Decided) => Decided): Promise<boolean> {
    const before = await this.#decided(mealId);
    let isNew = false;
    await this.state.update<Decided>(
      addressOf(mealId),
      (present) => {
        const next = change(present ?? before);
        isNew = next !== (present ?? before);
        return next;
      },
      DECISIONS_LIFETIME,
    );
    return isNew;
  }

  /** @returns undefined where the journal cannot be read */
  async #recorded(mealId: string): Promise<Decided | undefined> {
    try {
      return amountTo(await this.journal.decisionsOf(mealId));
    } catch (error) {
      this.logger.warn('journal.unreadable', { error });
      return undefined;
    }
  }
}

function amountTo(decisions: readonly HostDecision[]): Decided {
  return {
    ended: decisions.some(({ kind }) => kind === 'ended'),
    removed: decisions.flatMap((one) => (one.kind === 'removed' ? [one.participantId] : [])),
  };
}

function both(one: Decided, other: Decided): Decided {
  return { ended: one.ended || other.ended, removed: [...new Set([...one.removed, ...other.removed])] };
}

function addressOf(mealId: string): StateAddress {
  return { group: `meal ${mealId} host`, key: 'decided' };
}
