import type { MotionReport, MotionTotals } from '@bapsang/shared';
import { MealTable, type TablePlace } from './meal-table';
import type { MotionState } from './motion-state';

/** How many meals have a table at most; beyond it, the one longest without a report is dropped. */
export const MEAL_TABLES_MAX = 10_000;

/**
 * How long OpenVidu may not know the session of a meal before the meal is forgotten, ms. OpenVidu drops a session when the
 * last participant leaves, and somebody who only reloads the page wants the same totals back.
 */
export const MEAL_FORGOTTEN_AFTER = 5 * 60 * 1000;

/** A state to tell everybody at a meal. */
export interface TableChange {
  readonly mealId: string;
  readonly signal: MotionState;
}

interface Entry {
  readonly table: MealTable;
  /** Since when OpenVidu does not know the session, ms since the epoch. */
  missingSince?: number | undefined;
}

/** The tables of all meals. No clock, no input or output. */
export class MealTables {
  /** The longest without a report first. */
  readonly #entries = new Map<string, Entry>();

  /** @param remembered what was counted of a participant before their table was there */
  constructor(
    private readonly limit = MEAL_TABLES_MAX,
    private readonly remembered: (mealId: string, participantId: string) => MotionTotals | undefined = () => undefined,
  ) {}

  /** How many meals have a table. */
  get size(): number {
    return this.#entries.size;
  }

  /** Takes a report that was not taken before: see {@link MealTable.take}. */
  take(source: string, report: MotionReport, now: number): TableChange {
    const { mealId } = report;
    return { mealId, signal: this.#tableOf(mealId).take(source, report, now) };
  }

  /** Takes in what a participant chose: see {@link MealTable.choose}. */
  choose(
    { mealId, ...place }: TablePlace & { readonly mealId: string },
    recognition: 'off' | 'paused',
    chosenAt: number | undefined,
    now: number,
  ): TableChange | undefined {
    if (chosenAt === undefined && !this.#entries.has(mealId)) return undefined;
    const signal = this.#tableOf(mealId).choose(place, recognition, chosenAt, now);
    return signal && { mealId, signal };
  }

  /** Pauses everybody whom a source looks at: nothing is heard of it any more. */
  pauseSource(source: string, now: number): TableChange[] {
    return this.#changeAll((table) => table.pause(source, now));
  }

  /** Undoes {@link pauseSource}: it is heard again. */
  resumeSource(source: string, now: number): TableChange[] {
    return this.#changeAll((table) => table.resume(source, now));
  }

  /** The newest state of everybody at a meal. */
  motionsOf(mealId: string): MotionState[] {
    return this.#entries.get(mealId)?.table.motions ?? [];
  }

  /** @returns undefined where nothing was reported of the participant */
  motionOf(mealId: string, participantId: string): MotionState | undefined {
    return this.#entries.get(mealId)?.table.motionOf(participantId);
  }

  /** Notes that OpenVidu does not know the session of a meal. */
  markMissing(mealId: string, now: number): void {
    const entry = this.#entries.get(mealId);
    if (entry) entry.missingSince ??= now;
  }

  /**
   * Compares the tables with the sessions that OpenVidu has.
   * @returns how many meals were forgotten, because OpenVidu has not known them for {@link MEAL_FORGOTTEN_AFTER}
   */
  sweep(sessionIds: ReadonlySet<string>, now: number): number {
    const before = this.#entries.size;
    for (const [mealId, entry] of this.#entries) {
      if (sessionIds.has(mealId)) {
        entry.missingSince = undefined;
        continue;
      }
      entry.missingSince ??= now;
      if (now - entry.missingSince >= MEAL_FORGOTTEN_AFTER) this.#entries.delete(mealId);
    }
    return before - this.#entries.size;
  }

  #tableOf(mealId: string): MealTable {
    const entry = this.#entries.get(mealId) ?? {
      table: new MealTable((participantId) => this.remembered(mealId, participantId)),
    };
    this.#entries.delete(mealId);
    this.#entries.set(mealId, entry);
    const [quietest] = this.#entries.keys();
    if (this.#entries.size > this.limit && quietest !== undefined) this.#entries.delete(quietest);
    return entry.table;
  }

  #changeAll(change: (table: MealTable) => MotionState[]): TableChange[] {
    return [...this.#entries].flatMap(([mealId, { table }]) => change(table).map((signal) => ({ mealId, signal })));
  }
}
