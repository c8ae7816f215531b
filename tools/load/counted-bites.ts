import type { ActedBite } from './participant-record';

/** A bite that was counted, as the journal holds it. */
export interface CountedBite {
  readonly participantId: string;
  readonly endedAt: number;
}

/** Whoever acted bites. */
export interface BiteActor {
  readonly participantId: string;
  readonly record: { readonly bites: readonly ActedBite[] };
}

/** What was acted against what was counted. */
export interface BiteComparison {
  /** Bites that a worker acknowledged. */
  readonly acknowledged: number;
  /** Bites that are counted. */
  readonly counted: number;
  /** Acknowledged, and not counted. */
  readonly lost: readonly (CountedBite & ActedBite)[];
  /** Counted more than once. */
  readonly twice: readonly CountedBite[];
  /** Counted, though a worker refused them or nobody acted them. */
  readonly invented: readonly CountedBite[];
  /** Not answered: each may be counted or not. */
  readonly inDoubt: number;
  /** Of these, how many are counted. */
  readonly inDoubtCounted: number;
}

const keyOf = ({ participantId, endedAt }: CountedBite): string => `${participantId} ${endedAt}`;

/** Compares bite by bite, each known by its participant and by the moment of the frame with which it ended. */
export function compareBites(actors: readonly BiteActor[], counted: readonly CountedBite[]): BiteComparison {
  const acted = actors.flatMap(({ participantId, record }) => record.bites.map((bite) => ({ participantId, ...bite })));
  const times = new Map<string, number>();
  for (const bite of counted) times.set(keyOf(bite), (times.get(keyOf(bite)) ?? 0) + 1);
  const acknowledged = acted.filter(({ outcome }) => outcome === 'acknowledged');
  const inDoubt = acted.filter(({ outcome }) => outcome === 'unanswered');
  const possible = new Set([...acknowledged, ...inDoubt].map(keyOf));
  return {
    acknowledged: acknowledged.length,
    counted: counted.length,
    lost: acknowledged.filter((bite) => !times.has(keyOf(bite))),
    twice: counted.filter((bite) => (times.get(keyOf(bite)) ?? 0) > 1),
    invented: counted.filter((bite) => !possible.has(keyOf(bite))),
    inDoubt: inDoubt.length,
    inDoubtCounted: inDoubt.filter((bite) => times.has(keyOf(bite))).length,
  };
}
