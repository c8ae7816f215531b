import type { Motion, MotionSignal, MotionTotals, ParticipantIdentity, RecognitionState } from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { steadyList } from './steady-list';

/** Somebody's place at the table: an OpenVidu connection and who sits on it. */
export interface Sitting {
  readonly connectionId: string;
  readonly identity: ParticipantIdentity;
  /** Since when, ms since the epoch. */
  readonly since: number;
}

/** A participant as the table shows them. */
export interface TableParticipant {
  readonly participantId: string;
  readonly connectionId: string;
  readonly displayName: string;
  readonly host: boolean;
  readonly self: boolean;
  readonly recognition: RecognitionState;
  readonly motion: Motion;
  readonly totals: MotionTotals;
  /** When the frame of the newest motion was taken, by the clock of its browser; undefined before the first. */
  readonly capturedAt: number | undefined;
  /** When the newest motion came here, ms since the epoch by this browser's clock. */
  readonly receivedAt: number | undefined;
}

interface SeenMotion {
  readonly motion: MotionSignal;
  readonly receivedAt: number;
}

const NOTHING: MotionTotals = { bites: 0, sips: 0 };

/** Who sits at the table and what they are doing, put together from OpenVidu's connections and the api's motions. */
export class TableState {
  readonly #self = signal<Sitting | undefined>(undefined);
  readonly #others = signal<readonly Sitting[]>([]);
  readonly #motions = signal<ReadonlyMap<string, SeenMotion>>(new Map());

  readonly #described = new Map<string, TableParticipant>();

  /**
   * Everybody: this page's own participant first, the others in the order in which they came. Of whom nothing has changed
   * stays the same object.
   */
  readonly participants: ReadonlySignal<readonly TableParticipant[]> = steadyList(() => {
    const self = this.#self.value;
    const others = newestOfEach(this.#others.value, self?.identity.participantId);
    return [...(self ? [self] : []), ...others].map((sitting) =>
      this.#keepEqual(this.#describe(sitting, sitting === self)),
    );
  });

  /** The ids of everybody, in the same order. No motion changes it. */
  readonly order: ReadonlySignal<readonly string[]> = steadyList(() =>
    this.participants.value.map(({ participantId }) => participantId),
  );

  /** This page's own participant. */
  readonly self: ReadonlySignal<TableParticipant | undefined> = computed(() =>
    this.participants.value.find(({ self }) => self),
  );

  /** Tells who this page is, after every join. */
  seatSelf(self: Sitting): void {
    this.#self.value = self;
  }

  /** Tells who else is there; who was told before stays until then. */
  seatOthers(others: readonly Sitting[]): void {
    this.#others.value = others;
  }

  /**
   * Takes motions in; what is not newer than what is known of a participant is dropped.
   * @param receivedAt ms since the epoch by this browser's clock
   */
  take(motions: readonly MotionSignal[], receivedAt: number): void {
    const merged = new Map(this.#motions.value);
    for (const motion of motions) {
      const known = merged.get(motion.participantId);
      if (known && motion.sequence <= known.motion.sequence) continue;
      merged.set(motion.participantId, { motion, receivedAt });
    }
    this.#motions.value = merged;
  }

  #keepEqual(participant: TableParticipant): TableParticipant {
    const known = this.#described.get(participant.participantId);
    if (known && areEqual(known, participant)) return known;
    this.#described.set(participant.participantId, participant);
    return participant;
  }

  #describe({ connectionId, identity }: Sitting, self: boolean): TableParticipant {
    const seen = this.#motions.value.get(identity.participantId);
    // The connection tells what was chosen when it was made, the motions what was chosen since.
    const recognition = seen?.motion.recognition ?? (identity.recognition === 'none' ? 'off' : 'paused');
    return {
      participantId: identity.participantId,
      connectionId,
      displayName: identity.displayName,
      host: identity.host,
      self,
      recognition,
      motion: recognition === 'off' ? 'unknown' : (seen?.motion.motion ?? 'unknown'),
      totals: seen?.motion.totals ?? NOTHING,
      capturedAt: seen?.motion.capturedAt,
      receivedAt: seen?.receivedAt,
    };
  }
}

function areEqual(one: TableParticipant, other: TableParticipant): boolean {
  return (Object.keys(one) as (keyof TableParticipant)[]).every((key) => one[key] === other[key]);
}

/** One place per participant: after a rejoin the old connection lingers for some seconds, and only the newest counts. */
function newestOfEach(sittings: readonly Sitting[], selfId: string | undefined): readonly Sitting[] {
  const newest = new Map<string, Sitting>();
  for (const sitting of sittings) {
    const { participantId } = sitting.identity;
    if (participantId === selfId) continue;
    const known = newest.get(participantId);
    if (!known || sitting.since >= known.since) newest.set(participantId, sitting);
  }
  return [...newest.values()];
}
