import type { Intake } from './intake';

/** How far apart two people's sips may be to belong to one toast, ms. */
export const TOAST_WITHIN = 4000;

/** How long a toast goes on for those who join it one after another, ms. */
export const TOAST_LONGEST = 10_000;

/**
 * From the beginning of one toast until another can begin, ms: glasses that go up twice are one toast, and at a full table,
 * where somebody always drinks, not every sip is one.
 */
export const TOAST_COOL_DOWN = 60_000;

/** Two or more people who drank at the same time. */
export interface Toast {
  /** When the first of them drank, ms since the epoch by this browser's clock. */
  readonly at: number;
  /** Who drank, each once, in the order of their sips. */
  readonly participantIds: readonly string[];
}

/**
 * The toasts among sips, the earliest first. Depends on nothing but when who drank: not on the order in which the sips
 * are given, nor on their being given twice.
 */
export function findToasts(sips: readonly Intake[]): readonly Toast[] {
  const sorted = [...sips].sort(byTime);
  const toasts: Toast[] = [];
  let next = 0;
  for (let first = sorted[next]; first; first = sorted[next]) {
    const { at } = first;
    const participantIds = drinkingTogether(sorted.slice(next, firstFrom(sorted, next, at + TOAST_LONGEST + 1)));
    if (participantIds.length > 0) toasts.push({ at, participantIds });
    next = participantIds.length > 0 ? firstFrom(sorted, next, at + TOAST_COOL_DOWN) : next + 1;
  }
  return toasts;
}

/**
 * Who drinks with the first: somebody else soon after, and whoever drinks soon after one who belongs to them.
 * @param following the first sip and those after it for as long as a toast may last
 * @returns nobody where the first drinks alone
 */
function drinkingTogether(following: readonly Intake[]): readonly string[] {
  const people = new Set<string>();
  const began = following[0]?.at ?? 0;
  let last = began;
  for (const { at, participantId } of following) {
    if (at - (people.size < 2 ? began : last) > TOAST_WITHIN) break;
    people.add(participantId);
    last = at;
  }
  return people.size < 2 ? [] : [...people];
}

/** The index of the first sip from a moment on, looking from an index on; behind the last where there is none. */
function firstFrom(sorted: readonly Intake[], from: number, moment: number): number {
  let index = from;
  while ((sorted[index]?.at ?? Infinity) < moment) index += 1;
  return index;
}

function byTime(one: Intake, other: Intake): number {
  return one.at - other.at || (one.participantId < other.participantId ? -1 : 1);
}
