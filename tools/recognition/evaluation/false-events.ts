import type { EatingEvent } from '@bapsang/shared';
import type { LabelledSequence } from '../sequences/labelled-sequence';
import { byContact, matchEvents, TOLERANCE_MS } from './event-scores';

/** What goes on when an event is told that is none: the words of a negative, or one of these. */
export const AGAIN = 'again, or too far off, during an intake';
export const NOTHING_NOTED = 'nothing near the face';

/** Events that are none, and the time in which they could be told. */
export interface FalseEvents {
  /** All the time that was watched. */
  readonly minutes: number;
  readonly count: number;
  /** By what goes on; the minutes of negatives are those of their spans alone. */
  readonly by: ReadonlyMap<string, { readonly minutes: number; readonly count: number }>;
}

/** Signs are hundreds, and each is shown a few times only. */
const groupOf = (what: string): string => (what.startsWith('sign-') ? 'signing' : what);

/** Counts the events of one sequence that are no intake of either kind, by what goes on at their contact. */
export function findFalseEvents(sequence: LabelledSequence, events: readonly EatingEvent[]): FalseEvents {
  const { frames, intakes, negatives } = sequence;
  const told = byContact(events);
  const right = new Set(matchEvents('contact', byContact(intakes), told).map(([, index]) => index));
  const wrong = told.filter((_, index) => !right.has(index));
  const by = new Map<string, { minutes: number; count: number }>();
  const add = (what: string, minutes: number, count: number): void => {
    const before = by.get(what) ?? { minutes: 0, count: 0 };
    by.set(what, { minutes: before.minutes + minutes, count: before.count + count });
  };
  for (const { from, to, what } of negatives) add(groupOf(what), (to - from) / 60_000, 0);
  for (const event of wrong) add(whatGoesOn(sequence, event), 0, 1);
  const lasted = (frames.at(-1)?.capturedAt ?? 0) - (frames[0]?.capturedAt ?? 0);
  return { minutes: lasted / 60_000, count: wrong.length, by };
}

/** Contacts are told with the tolerance that intakes have, so a negative that just began or ended is meant. */
function whatGoesOn({ intakes, negatives }: LabelledSequence, { contactAt }: EatingEvent): string {
  const negative = negatives.find(({ from, to }) => contactAt >= from - TOLERANCE_MS && contactAt <= to + TOLERANCE_MS);
  const intake = intakes.some(({ beganAt, endedAt }) => contactAt >= beganAt && contactAt <= endedAt);
  if (intake) return AGAIN;
  return negative ? groupOf(negative.what) : NOTHING_NOTED;
}

/** The sum of what was told falsely. */
export function addFalseEvents(all: readonly FalseEvents[]): FalseEvents {
  const by = new Map<string, { minutes: number; count: number }>();
  for (const [what, { minutes, count }] of all.flatMap((one) => [...one.by])) {
    const before = by.get(what) ?? { minutes: 0, count: 0 };
    by.set(what, { minutes: before.minutes + minutes, count: before.count + count });
  }
  return {
    minutes: all.reduce((sum, { minutes }) => sum + minutes, 0),
    count: all.reduce((sum, { count }) => sum + count, 0),
    by,
  };
}

/** The part of false events that falls on negatives: hands and things near the face. */
export function onNegatives({ by }: FalseEvents): { readonly minutes: number; readonly count: number } {
  const negatives = [...by].filter(([what]) => what !== AGAIN && what !== NOTHING_NOTED).map(([, some]) => some);
  return {
    minutes: negatives.reduce((sum, { minutes }) => sum + minutes, 0),
    count: negatives.reduce((sum, { count }) => sum + count, 0),
  };
}
