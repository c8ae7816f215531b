import type { MemoryEntry } from '../memory/memory-entry';

/** How many meals that are over, and how many removed participants, are remembered at most: the latest ones. */
export const HOST_DECISIONS_MAX = 10_000;

/**
 * What hosts decided and OpenVidu does not remember: it would create the session of an ended meal again for whoever was just
 * reconnecting, and a rejoin key would bring a removed participant back. No clock, no input or output.
 */
export class HostDecisions {
  /** The oldest first. */
  readonly #ended = new Set<string>();
  readonly #removed = new Set<string>();

  constructor(private readonly limit = HOST_DECISIONS_MAX) {}

  /** Those of an earlier process, the oldest first. */
  static from(decisions: readonly Pick<MemoryEntry, 'kind' | 'mealId' | 'participantId'>[]): HostDecisions {
    const restored = new HostDecisions();
    for (const { kind, mealId, participantId = '' } of decisions) {
      if (kind === 'ended') restored.end(mealId);
      if (kind === 'removed') restored.remove(mealId, participantId);
    }
    return restored;
  }

  /** Whether the host ended the meal. */
  isOver(mealId: string): boolean {
    return this.#ended.has(mealId);
  }

  /** Whether the host removed the participant from the meal. */
  isRemoved(mealId: string, participantId: string): boolean {
    return this.#removed.has(placeOf(mealId, participantId));
  }

  /** Nobody joins the meal any more. */
  end(mealId: string): void {
    this.#remember(this.#ended, mealId);
  }

  /** Undoes {@link end} where the meal could not be ended after all. */
  resume(mealId: string): void {
    this.#ended.delete(mealId);
  }

  /** The participant does not come back as the same one. */
  remove(mealId: string, participantId: string): void {
    this.#remember(this.#removed, placeOf(mealId, participantId));
  }

  /** Undoes {@link remove} where the participant could not be removed after all. */
  readmit(mealId: string, participantId: string): void {
    this.#removed.delete(placeOf(mealId, participantId));
  }

  #remember(decisions: Set<string>, decision: string): void {
    decisions.add(decision);
    const [oldest] = decisions;
    if (decisions.size > this.limit && oldest !== undefined) decisions.delete(oldest);
  }
}

/** Neither id holds a space. */
function placeOf(mealId: string, participantId: string): string {
  return `${mealId} ${participantId}`;
}
