import type { MotionSignal } from '@bapsang/shared';
import type { TableParticipant } from '../meal/table-state';
import { type Closeness, closenessOf, paceSpread } from './closeness';
import type { Intake } from './intake';
import { ParticipantRhythm } from './participant-rhythm';

/** What is needed of somebody at the table. */
export type WatchedParticipant = Pick<TableParticipant, 'participantId' | 'recognition' | 'motion'>;

/** What the table is told of its rhythm. Nobody's pace is in it. */
export interface Rhythm {
  /** Undefined until the paces of two who are eating are known; `rest` when everybody who can be seen rests. */
  readonly closeness: Closeness | 'rest' | undefined;
  /** Who has eaten and rests now, in the order of the table. */
  readonly resting: readonly string[];
  /** By participant, how far the pace ring is filled; only for those whose last bite was seen. */
  readonly ringSteps: ReadonlyMap<string, number>;
}

/** A rhythm of which nothing is known. */
export const NO_RHYTHM: Rhythm = { closeness: undefined, resting: [], ringSteps: new Map() };

/** How the people at the table eat together. No clock, no input or output; moments are ms since the epoch. */
export class TableRhythm {
  readonly #rhythms = new Map<string, ParticipantRhythm>();
  #present: readonly string[] = [];
  #closeness: Closeness | undefined;

  /** Tells who is there and can be seen from now on; whoever is not given cannot. */
  seat(participants: readonly WatchedParticipant[], now: number): void {
    const watched = new Set(participants.filter(isSeen).map(({ participantId }) => participantId));
    this.#present = participants.map(({ participantId }) => participantId);
    for (const id of watched) this.#of(id);
    for (const [id, rhythm] of this.#rhythms) rhythm.watch(watched.has(id), now);
  }

  /** Takes a motion's counts, and those of its bites and sips that are new. */
  take({ participantId, totals, sequence }: MotionSignal, intakes: readonly Intake[], now: number): void {
    const rhythm = this.#of(participantId);
    rhythm.count(totals.bites, sequence, now);
    for (const intake of intakes) rhythm.add(intake);
  }

  /** The rhythm now. */
  at(now: number): Rhythm {
    const seen = this.#present.filter((id) => this.#of(id).isWatched(now));
    const resting = seen.filter((id) => this.#of(id).isResting(now));
    const steps = seen.map((id) => [id, this.#of(id).ringStep(now)] as const);
    return {
      closeness: seen.length > 1 && resting.length === seen.length ? 'rest' : this.#closenessOf(seen, resting, now),
      resting,
      ringSteps: new Map(steps.flatMap(([id, step]) => (step === undefined ? [] : [[id, step]]))),
    };
  }

  #closenessOf(seen: readonly string[], resting: readonly string[], now: number): Closeness | undefined {
    const eating = seen.filter((id) => !resting.includes(id));
    const spread = paceSpread(eating.flatMap((id) => this.#of(id).pace(now) ?? []));
    this.#closeness = spread === undefined ? undefined : closenessOf(spread, this.#closeness);
    return this.#closeness;
  }

  #of(participantId: string): ParticipantRhythm {
    const known = this.#rhythms.get(participantId);
    if (known) return known;
    const created = new ParticipantRhythm();
    this.#rhythms.set(participantId, created);
    return created;
  }
}

/** Of somebody turned away or covered no bite would be seen. */
function isSeen({ recognition, motion }: WatchedParticipant): boolean {
  return recognition === 'active' && motion !== 'away' && motion !== 'unknown';
}
