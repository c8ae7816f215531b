import type { AuditEntry, EatingEvent, MotionTotals } from '@bapsang/shared';

/** The bites and sips of one report; reports without any are not recorded. */
export interface JournalEntry {
  /** The worker that saw them, or the browser that looks itself. Neither holds a line break. */
  readonly source: string;
  /** The report's number among those of the source. Together they say which report it is: it counts once. */
  readonly sequence: number;
  readonly mealId: string;
  readonly participantId: string;
  /** The motion model that saw them, as `name@version`. */
  readonly model: string;
  /** At least one. */
  readonly events: readonly EatingEvent[];
}

/** What the journal holds of one participant of a meal. */
export interface ParticipantRecord {
  readonly totals: MotionTotals;
  /** The highest number of a report of each source that is recorded. */
  readonly upTo: Readonly<Record<string, number>>;
}

/** What a host decided: the meal is over, or somebody is off the table. It names ids, never people. */
export type HostDecision =
  | { readonly kind: 'ended'; readonly mealId: string }
  | { readonly kind: 'removed'; readonly mealId: string; readonly participantId: string };

/**
 * What must not be forgotten, whatever is killed: every bite and sip, what hosts decided, and what administrators did. What it has taken is safe when the
 * promise resolves. Several instances of the api may write the same entry at the same time.
 */
export abstract class Journal {
  /**
   * Records entries; one that is there already has no effect.
   * @throws Error where the journal cannot be written; nothing or some of the entries are then recorded, so try all again
   */
  abstract record(entries: readonly JournalEntry[]): Promise<void>;

  /**
   * @returns what is recorded of a participant: nothing is 0 bites and sips
   * @throws Error where the journal cannot be read
   */
  abstract participant(mealId: string, participantId: string): Promise<ParticipantRecord>;

  /**
   * Records what a host decided; the same decision again has no effect.
   * @throws Error where the journal cannot be written
   */
  abstract decide(decision: HostDecision): Promise<void>;

  /**
   * @returns what the host of a meal decided, in no order
   * @throws Error where the journal cannot be read
   */
  abstract decisionsOf(mealId: string): Promise<readonly HostDecision[]>;

  /**
   * Records an act of an administrator; one that is there already has no effect.
   * @throws Error where the journal cannot be written
   */
  abstract audit(entry: AuditEntry): Promise<void>;

  /**
   * @returns the newest acts of administrators, at most so many, the newest first
   * @throws Error where the journal cannot be read
   */
  abstract audited(limit: number): Promise<readonly AuditEntry[]>;

  /** Ends what was opened. */
  abstract close(): Promise<void>;
}
