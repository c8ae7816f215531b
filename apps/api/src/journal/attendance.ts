import type { ParticipationEvent, SessionBoundary, SessionEvent } from './session-event';

/** When a meal was, as far as it is known, ms since the epoch. */
export interface MealTimes {
  readonly mealId: string;
  readonly beganAt?: number;
  /** When its session began last. */
  readonly resumedAt?: number;
  readonly endedAt?: number;
  /** Why it ended. */
  readonly reason?: string;
}

/** One stay of a participant, as far as it is known, ms since the epoch. */
export interface Participation {
  readonly mealId: string;
  readonly connectionId: string;
  readonly participantId: string;
  readonly joinedAt?: number;
  readonly leftAt?: number;
  /** Why they left. */
  readonly reason?: string;
}

/** What some events amount to, each meal and each stay once, in the order of their ids. */
export interface Attendance {
  readonly meals: readonly MealTimes[];
  readonly participations: readonly Participation[];
}

/** Sums up events, in whatever order they came and however often. */
export function attendanceOf(events: readonly SessionEvent[]): Attendance {
  const meals = new Map<string, MealTimes>();
  const participations = new Map<string, Participation>();
  for (const event of events) {
    const mealId = event.sessionId;
    if (isBoundary(event)) {
      meals.set(mealId, mergeMeal(meals.get(mealId), mealTimesOf(event)));
    } else {
      const key = `${mealId}\n${event.connectionId}`;
      participations.set(key, mergeStay(participations.get(key), participationOf(event)));
    }
  }
  return { meals: inOrder(meals), participations: inOrder(participations) };
}

/** The meal began when it began first, and ended when it ended last. */
export function mergeMeal(one: MealTimes | undefined, other: MealTimes): MealTimes {
  if (!one) return other;
  const last = (one.endedAt ?? -Infinity) >= (other.endedAt ?? -Infinity) ? one : other;
  return {
    mealId: one.mealId,
    ...defined('beganAt', earliest(one.beganAt, other.beganAt)),
    ...defined('resumedAt', latest(one.resumedAt, other.resumedAt)),
    ...defined('endedAt', latest(one.endedAt, other.endedAt)),
    ...defined('reason', last.reason),
  };
}

/** A stay began and ended at the earliest moment that was told. */
export function mergeStay(one: Participation | undefined, other: Participation): Participation {
  if (!one) return other;
  const first = (one.leftAt ?? Infinity) <= (other.leftAt ?? Infinity) ? one : other;
  return {
    mealId: one.mealId,
    connectionId: one.connectionId,
    participantId: one.participantId,
    ...defined('joinedAt', earliest(one.joinedAt, other.joinedAt)),
    ...defined('leftAt', earliest(one.leftAt, other.leftAt)),
    ...defined('reason', first.reason),
  };
}

function isBoundary(event: SessionEvent): event is SessionBoundary {
  return event.kind === 'session began' || event.kind === 'session ended';
}

function mealTimesOf({ kind, sessionId, at, reason }: SessionBoundary): MealTimes {
  const moment = Math.round(at);
  if (kind === 'session began') return { mealId: sessionId, beganAt: moment, resumedAt: moment };
  return { mealId: sessionId, endedAt: moment, ...defined('reason', reason) };
}

function participationOf(event: ParticipationEvent): Participation {
  const { kind, sessionId, participantId, connectionId, at, reason } = event;
  const stay = { mealId: sessionId, connectionId, participantId };
  const moment = Math.round(at);
  if (kind === 'participant joined') return { ...stay, joinedAt: moment };
  return { ...stay, leftAt: moment, ...defined('reason', reason) };
}

/** Always the same order: two instances that write the same rows would else wait for each other for ever. */
function inOrder<T>(byKey: ReadonlyMap<string, T>): readonly T[] {
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

function latest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function defined<Name extends string, T>(name: Name, value: T | undefined): Partial<Record<Name, T>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, T>>;
}
