import type { AuditEntry, RecordedStay } from '@bapsang/shared';
import type { Clock } from '../time/clock';
import { attendanceOf, mergeMeal, mergeStay, type MealTimes, type Participation } from './attendance';
import { EXPIRY_BATCH, HISTORY_MAX_REPORTS, Journal, UNDER_WAY_MAX } from './journal';
import type { HostDecision, JournalEntry, ParticipantHistory, ParticipantRecord } from './journal';
import { inOrder } from './participant-queries';
import type { SessionEvent } from './session-event';

interface Meal {
  /** When something was last recorded of it, ms since the epoch. */
  at: number;
  times?: MealTimes;
  /** By connection. */
  readonly stays: Map<string, Participation>;
  /** By source and sequence. */
  readonly entries: Map<string, JournalEntry>;
  /** By what was decided. */
  readonly decisions: Map<string, HostDecision>;
  /** Participants. */
  readonly forgotten: Set<string>;
}

/** The journal of an api that begins anew after a restart: this process, with which it ends. */
export class MemoryJournal extends Journal {
  readonly #meals = new Map<string, Meal>();
  /** Acts of administrators by their ids, in the order in which they came. */
  readonly #acts = new Map<string, AuditEntry>();

  constructor(private readonly clock: Pick<Clock, 'now'>) {
    super();
  }

  record(entries: readonly JournalEntry[]): Promise<void> {
    for (const entry of entries) {
      const meal = this.#mealToChange(entry.mealId);
      if (!meal.forgotten.has(entry.participantId)) putIfAbsent(meal.entries, nameOfEntry(entry), entry);
    }
    return Promise.resolve();
  }

  participant(mealId: string, participantId: string): Promise<ParticipantRecord> {
    const upTo: Record<string, number> = {};
    const totals = { bites: 0, sips: 0 };
    for (const { source, sequence, events } of this.#entriesOf(mealId, participantId)) {
      upTo[source] = Math.max(sequence, upTo[source] ?? 0);
      for (const { kind } of events) totals[kind === 'bite' ? 'bites' : 'sips'] += 1;
    }
    const isForgotten = this.#meals.get(mealId)?.forgotten.has(participantId);
    return Promise.resolve({ totals, upTo, ...(isForgotten ? { forgotten: true } : {}) });
  }

  attend(events: readonly SessionEvent[]): Promise<void> {
    const { meals, participations } = attendanceOf(events);
    for (const times of meals) {
      const meal = this.#mealToChange(times.mealId);
      meal.times = mergeMeal(meal.times, times);
    }
    for (const stay of participations) {
      const { stays, forgotten } = this.#mealToChange(stay.mealId);
      if (forgotten.has(stay.participantId)) continue;
      stays.set(stay.connectionId, mergeStay(stays.get(stay.connectionId), stay));
    }
    return Promise.resolve();
  }

  history(mealId: string, participantId: string): Promise<ParticipantHistory> {
    const meal = this.#meals.get(mealId);
    const { beganAt, resumedAt, endedAt } = meal?.times ?? {};
    const stays = [...(meal?.stays.values() ?? [])].filter((stay) => stay.participantId === participantId);
    const reports = this.#entriesOf(mealId, participantId).slice(0, HISTORY_MAX_REPORTS);
    return Promise.resolve({
      ...(beganAt === undefined ? {} : { beganAt }),
      ...(endedAt === undefined || endedAt < (resumedAt ?? 0) ? {} : { endedAt }),
      stays: stays.toSorted((one, other) => beginningOf(one) - beginningOf(other)).map(stayOf),
      events: inOrder(reports.flatMap(({ events }) => events)),
    });
  }

  forget(mealId: string, participantId: string): Promise<void> {
    const { entries, stays, forgotten } = this.#mealToChange(mealId);
    forgotten.add(participantId);
    for (const rows of [entries, stays]) {
      for (const [name, row] of rows) if (row.participantId === participantId) rows.delete(name);
    }
    return Promise.resolve();
  }

  expire(before: number): Promise<number> {
    const old = [...this.#meals].filter(([, meal]) => meal.at < before && !isUnderWay(meal, before));
    const expired = old.slice(0, EXPIRY_BATCH);
    for (const [mealId] of expired) this.#meals.delete(mealId);
    for (const [id, { at }] of this.#acts) if (at < before) this.#acts.delete(id);
    return Promise.resolve(expired.length);
  }

  decide(decision: HostDecision): Promise<void> {
    const name = decision.kind === 'ended' ? 'ended' : `removed ${decision.participantId}`;
    putIfAbsent(this.#mealToChange(decision.mealId).decisions, name, decision);
    return Promise.resolve();
  }

  decisionsOf(mealId: string): Promise<readonly HostDecision[]> {
    return Promise.resolve([...(this.#meals.get(mealId)?.decisions.values() ?? [])]);
  }

  audit(entry: AuditEntry): Promise<void> {
    putIfAbsent(this.#acts, entry.id, entry);
    return Promise.resolve();
  }

  audited(limit: number): Promise<readonly AuditEntry[]> {
    const acts = [...this.#acts.values()];
    return Promise.resolve(
      acts.sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)).slice(0, limit),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #mealToChange(mealId: string): Meal {
    const at = this.clock.now();
    const meal = this.#meals.get(mealId) ?? {
      ...{ at, stays: new Map(), entries: new Map(), decisions: new Map(), forgotten: new Set() },
    };
    meal.at = at;
    this.#meals.set(mealId, meal);
    return meal;
  }

  #entriesOf(mealId: string, participantId: string): readonly JournalEntry[] {
    const entries = this.#meals.get(mealId)?.entries.values() ?? [];
    return [...entries].filter((entry) => entry.participantId === participantId);
  }
}

function stayOf({ joinedAt, leftAt, reason }: Participation): RecordedStay {
  return {
    ...(joinedAt === undefined ? {} : { joinedAt }),
    ...(leftAt === undefined ? {} : { leftAt }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function isUnderWay({ times }: Meal, before: number): boolean {
  const resumedAt = times?.resumedAt ?? 0;
  return resumedAt > (times?.endedAt ?? 0) && resumedAt >= before - UNDER_WAY_MAX;
}

function beginningOf({ joinedAt, leftAt }: Participation): number {
  return joinedAt ?? leftAt ?? 0;
}

function nameOfEntry({ source, sequence }: JournalEntry): string {
  return `${source}\n${sequence}`;
}

function putIfAbsent<T>(map: Map<string, T>, name: string, value: T): void {
  if (!map.has(name)) map.set(name, value);
}
