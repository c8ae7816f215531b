import type { MotionSignal } from '@bapsang/shared';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { TableParticipant } from '../meal/table-state';
import type { Clock } from '../time/clock';
import { type Intake, IntakeReader } from './intake';
import { NO_RHYTHM, type Rhythm, TableRhythm } from './table-rhythm';
import type { TogetherPreference } from './together-preference';
import { type Celebration, ToastParty } from './toast-party';
import { findToasts, type Toast } from './toasts';

/** How often the rhythm is looked at, ms. */
export const RHYTHM_TICK = 1000;

/** How often a celebration is looked at while it lasts, ms. */
const PARTY_TICK = 500;

/** A page that was not run for so long, ms, was asleep with its device, and saw nobody meanwhile. */
const ASLEEP = 10_000;

/** What the state of eating together works with. */
export interface TogetherParts {
  readonly participants: ReadonlySignal<readonly TableParticipant[]>;
  /** Whether the table's motions arrive. */
  readonly connected: ReadonlySignal<boolean>;
  /** Whether the page can be seen. */
  readonly visible: ReadonlySignal<boolean>;
  readonly preference: TogetherPreference;
  readonly clock: Clock;
}

/** What people at the table do together: toasts, and how close the rhythms of their eating are. */
export class TogetherState {
  readonly preference: TogetherPreference;
  readonly #parts: TogetherParts;
  readonly #reader = new IntakeReader();
  readonly #table = new TableRhythm();
  readonly #party = new ToastParty();
  readonly #sips: Intake[] = [];
  readonly #toasts = signal<readonly Toast[]>([]);
  readonly #celebration = signal<Celebration | undefined>(undefined);
  readonly #rhythm = signal<Rhythm>(NO_RHYTHM);
  readonly #closing = new AbortController();
  readonly #unfollow: readonly (() => void)[];

  /** Who is followed: nobody while nothing would be shown or nothing arrives. */
  readonly #followed = computed<readonly TableParticipant[]>(() => {
    const { participants, connected, visible, preference } = this.#parts;
    return preference.shown.value && connected.value && visible.value ? participants.value : [];
  });

  readonly #anybodySeen = computed(() => this.#followed.value.some(({ recognition }) => recognition === 'active'));

  /** Who else at the table has eaten and rests now. */
  readonly resting: ReadonlySignal<readonly TableParticipant[]> = computed(() => {
    const { resting } = this.#rhythm.value;
    return this.#followed.value.filter(({ participantId, self }) => !self && resting.includes(participantId));
  });

  constructor(parts: TogetherParts) {
    this.#parts = parts;
    this.preference = parts.preference;
    this.#unfollow = [
      effect(() => this.#table.seat(this.#followed.value, parts.clock.now())),
      effect(() => {
        if (!this.#anybodySeen.value) return;
        const stopping = new AbortController();
        void this.#follow(stopping.signal);
        return () => {
          stopping.abort();
          this.#rhythm.value = NO_RHYTHM;
        };
      }),
    ];
  }

  /** All toasts of this stay, the earliest first; moments by this browser's clock. */
  get toasts(): ReadonlySignal<readonly Toast[]> {
    return this.#toasts;
  }

  /** The toast that is being celebrated. */
  get celebration(): ReadonlySignal<Celebration | undefined> {
    return this.#celebration;
  }

  /** How the table eats; nothing is known while it is not shown. */
  get rhythm(): ReadonlySignal<Rhythm> {
    return this.#rhythm;
  }

  /**
   * Takes motions in, in whatever order and however often they are told.
   * @param receivedAt ms since the epoch by this browser's clock
   */
  take(motions: readonly MotionSignal[], receivedAt: number): void {
    const intakes = motions.flatMap((motion) => {
      const fresh = this.#reader.read(motion, receivedAt);
      this.#table.take(motion, fresh, receivedAt);
      return fresh;
    });
    const sips = intakes.filter(({ kind }) => kind === 'sip');
    if (sips.length > 0) this.#addSips(sips);
    if (intakes.length > 0 && this.#anybodySeen.peek()) this.#rhythm.value = this.#table.at(this.#parts.clock.now());
  }

  /** Ends everything; the toasts stay to be read. */
  close(): void {
    this.#closing.abort();
    for (const unfollow of this.#unfollow) unfollow();
    this.#celebration.value = undefined;
  }

  #addSips(sips: readonly Intake[]): void {
    this.#sips.push(...sips);
    this.#toasts.value = findToasts(this.#sips);
    const celebrating = this.#celebration.peek() !== undefined;
    this.#lookAtParty();
    if (!celebrating) void this.#seePartyOut();
  }

  #lookAtParty(): void {
    this.#celebration.value = this.#party.at(this.#toasts.peek(), this.#parts.clock.now());
  }

  /** Until it is over; toasts are further apart than celebrations are long, so one never runs into the next. */
  async #seePartyOut(): Promise<void> {
    while (this.#celebration.peek()) {
      await this.#parts.clock.sleep(PARTY_TICK, this.#closing.signal);
      if (this.#closing.signal.aborted) return;
      this.#lookAtParty();
    }
  }

  /** Looks at the rhythm until told to stop. */
  async #follow(stop: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    let before = clock.now();
    while (!stop.aborted) {
      const now = clock.now();
      if (now - before > ASLEEP) this.#table.seat([], before);
      this.#table.seat(this.#followed.peek(), now);
      this.#rhythm.value = this.#table.at(now);
      before = now;
      await clock.sleep(RHYTHM_TICK, stop);
    }
  }
}
