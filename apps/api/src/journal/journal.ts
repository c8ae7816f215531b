import type { AuditEntry, EatingEvent, MotionTotals, RecordedSummary } from '@bapsang/shared';
import type { SessionEvent } from './session-event';

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
  /** The participant had everything deleted: nothing of them is recorded any more. */
  readonly forgotten?: true;
}

/** When a meal was, a participant's stays at it, and what they had, as far as it is recorded. */
export type ParticipantHistory = Pick<RecordedSummary, 'beganAt' | 'endedAt' | 'stays' | 'events'>;

/** How many reports a history holds at most: with a bite in five seconds, ten hours and more. */
export const HISTORY_MAX_REPORTS = 10_000;

/** What a host decided: the meal is over, or somebody is off the table. It names ids, never people. */
export type HostDecision =
  | { readonly kind: 'ended'; readonly mealId: string }
  | { readonly kind: 'removed'; readonly mealId: string; readonly participantId: string };

/**
 * What must not be forgotten, whatever is killed: every bite and sip, who sat when at which table, what hosts decided, and what administrators did. What it
 * has taken is safe when the promise resolves. Several instances of the api may write the same at the same time.
 */
export abstract class Journal {
  /**
   * Records entries; one that is there already has no effect, nor has one of a participant who was {@link forget forgotten}.
   * @throws Error where the journal cannot be written; nothing or some of the entries are then recorded, so try all again
   */
  abstract record(entries: readonly JournalEntry[]): Promise<void>;

  /**
   * @returns what is recorded of a participant: nothing is 0 bites and sips
   * @throws Error where the journal cannot be read
   */
  abstract participant(mealId: string, participantId: string): Promise<ParticipantRecord>;

  /**
   * Records what became of sessions and of those in them, in whatever order it is told and however often: the earliest moment
   * at which a stay began or ended counts.
   * @throws Error where the journal cannot be written; nothing or some of it is then recorded, so try all again
   */
  abstract attend(events: readonly SessionEvent[]): Promise<void>;

  /**
   * @returns everything that is recorded of a participant
   * @throws Error where the journal cannot be read
   */
  abstract history(mealId: string, participantId: string): Promise<ParticipantHistory>;

  /**
   * Deletes everything of a participant but that a host removed them, and takes nothing more of them, from whichever instance.
   * What remains to know them by is a digest of their id. Doing it again has no effect.
   * @throws Error where the journal cannot be written; nothing is deleted then
   */
  abstract forget(mealId: string, participantId: string): Promise<void>;

  /**
   * Deletes some of the meals that are over and of which nothing was recorded since a moment, and what administrators did before it. Of several instances that do it
   * at once, one does and the others delete nothing.
   * @param before ms since the epoch
   * @returns how many meals were deleted, {@link EXPIRY_BATCH} at most; as many as that where there may be more
   * @throws Error where the journal cannot be written
   */
  abstract expire(before: number): Promise<number>;

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

/** How many meals {@link Journal.expire} deletes at most. */
export const EXPIRY_BATCH = 100;

/** A meal of which nobody said that it ended counts as under way for so long after the last sign of it, ms. */
export const UNDER_WAY_MAX = 7 * 24 * 60 * 60 * 1000;
