import { ApplicationError, type MealDescription, type RecognitionChoice } from '@bapsang/shared';
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { failureSentence, type FailureSentence } from '../api/failure-sentence';
import type { ApiClient } from '../api/api-client';
import type { DevicePreferences } from '../devices/device-preferences';
import type { LocalMedia } from '../devices/local-media';
import type { SeatView } from '../layout/seat-view';
import { MealRecord } from '../summary/meal-record';
import type { RecordedMeal } from '../summary/recorded-meal';
import type { Clock } from '../time/clock';
import { isMealOver, Lobby } from './lobby';
import { type Guest, MealStay, type StayEnd } from './meal-stay';
import type { TableParticipant } from './table-state';

/** Where somebody who opened the page of a meal stands. */
export type VisitPhase =
  | { readonly phase: 'looking' }
  | { readonly phase: 'unknown' }
  | { readonly phase: 'failed'; readonly sentence: FailureSentence }
  | { readonly phase: 'prejoin'; readonly lobby: Lobby; readonly failure: FailureSentence | undefined }
  | { readonly phase: 'joining'; readonly lobby: Lobby }
  /** The meal ended before this visitor sat down. */
  | { readonly phase: 'over' }
  | { readonly phase: 'seated'; readonly stay: MealStay }
  | {
      readonly phase: 'gone';
      readonly end: StayEnd;
      readonly self: TableParticipant | undefined;
      readonly meal: RecordedMeal | undefined;
    };

/** What a visit works with. */
export interface MealVisitParts {
  readonly api: Pick<ApiClient, 'describeMeal'>;
  readonly media: LocalMedia;
  readonly preferences: DevicePreferences;
  readonly view: SeatView;
  /** Loads ahead what joining needs, for who is about to. */
  readonly loadAhead: () => void;
  readonly visible: ReadonlySignal<boolean>;
  readonly clock: Clock;
  /** A stay that tells the record what it hears. */
  readonly createStay: (guest: Guest, record: MealRecord) => MealStay;
}

/** The page of one meal: from looking it up, over choosing name and devices, to the table and the goodbye. */
export class MealVisit {
  readonly mealId: string;
  readonly media: LocalMedia;
  readonly view: SeatView;
  /**
   * Where motions may be recognised; undefined until there is an answer, which counts as nowhere. Never remembered: a consent
   * is for one meal, so that every page of a meal asks anew and nothing is chosen before.
   */
  readonly recognition = signal<RecognitionChoice | undefined>(undefined);
  readonly displayName;
  readonly #parts: MealVisitParts;
  readonly #phase = signal<VisitPhase>({ phase: 'looking' });
  /** Of every stay of this visit: who comes back goes on with the same meal. */
  readonly #record = new MealRecord();
  #stay: MealStay | undefined;
  #unfollow: () => void = () => undefined;
  #closed = false;

  constructor(parts: MealVisitParts, mealId: string) {
    this.#parts = parts;
    this.mealId = mealId;
    this.media = parts.media;
    this.view = parts.view;
    this.displayName = signal(parts.preferences.displayName);
  }

  get phase(): ReadonlySignal<VisitPhase> {
    return this.#phase;
  }

  /**
   * Looks the meal up and, when it is there, turns on what was chosen to be seen and heard with. Also the way back to the
   * table after leaving.
   */
  async look(): Promise<void> {
    this.#unfollow();
    this.#phase.value = { phase: 'looking' };
    try {
      const meal = await this.#parts.api.describeMeal(this.mealId);
      if (this.#closed) return;
      this.#wait(meal);
      this.#parts.loadAhead();
      await this.media.start();
    } catch (error) {
      const unknown = error instanceof ApplicationError && error.status === 404;
      this.#phase.value = unknown ? { phase: 'unknown' } : { phase: 'failed', sentence: failureSentence(error) };
    }
  }

  /** Sits down with the name and the answer that were given. */
  async join(): Promise<void> {
    const before = this.#phase.value;
    if (before.phase !== 'prejoin' || this.displayName.value.trim() === '') return;
    const { lobby } = before;
    this.#unfollow();
    this.#parts.preferences.displayName = this.displayName.value.trim();
    this.#phase.value = { phase: 'joining', lobby };
    const guest = {
      mealId: this.mealId,
      displayName: this.displayName.value.trim(),
      recognition: this.recognition.value ?? 'none',
    };
    const stay = this.#parts.createStay(guest, this.#record);
    this.#stay = stay;
    try {
      await stay.open();
    } catch (error) {
      stay.leave();
      if (this.#closed) return;
      if (isMealOver(error)) this.#giveUp();
      else this.#wait(lobby.meal.peek(), failureSentence(error));
      return;
    }
    if (this.#closed) return;
    this.media.forgiveFailures();
    this.#phase.value = { phase: 'seated', stay };
    this.#unfollow = effect(() => {
      if (stay.end.value) this.#sayGoodbye(stay, stay.end.value);
    });
  }

  /** Leaves the table: camera light, sockets and timers end at once. */
  leave(): void {
    this.#stay?.leave();
  }

  close(): void {
    this.#closed = true;
    this.#unfollow();
    this.#stay?.leave();
    this.media.close();
    void this.view.fullscreen.leave();
    this.view.fullscreen.close();
  }

  /** Until the visitor sits down, or the meal is over without them. */
  #wait(meal: MealDescription, failure?: FailureSentence): void {
    const { api, visible, clock } = this.#parts;
    const lobby = new Lobby({ describe: () => api.describeMeal(this.mealId), visible, clock }, meal);
    this.#phase.value = { phase: 'prejoin', lobby, failure };
    const unfollow = effect(() => {
      if (lobby.over.value) untracked(() => this.#giveUp());
    });
    this.#unfollow = () => {
      unfollow();
      lobby.close();
    };
  }

  #giveUp(): void {
    this.media.stop();
    this.#phase.value = { phase: 'over' };
  }

  #sayGoodbye(stay: MealStay, end: StayEnd): void {
    this.media.stop();
    void this.view.fullscreen.leave();
    // Who comes back to the table finds the answer that was given last.
    const last = stay.recognition.choice.peek();
    if (last !== (this.recognition.peek() ?? 'none')) this.recognition.value = last;
    this.#phase.value = { phase: 'gone', end, self: stay.table.self.peek(), meal: this.#record.recorded };
  }
}
