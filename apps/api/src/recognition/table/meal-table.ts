import type { MotionReport, MotionTotals } from '@bapsang/shared';
import type { MotionState } from './motion-state';

/** How many participants of one meal have a state at most; beyond it, the one longest without a change is dropped. */
export const MEAL_TABLE_MAX_PARTICIPANTS = 200;

/** Who sits where. */
export type TablePlace = Pick<MotionState, 'participantId' | 'connectionId'>;

interface Seat {
  /** The worker or the browser that looks, undefined for a choice that nobody has acted on yet. */
  readonly source: string | undefined;
  readonly signal: MotionState;
  /** Whether recognition was active when nothing was heard of the source any more. */
  readonly interrupted: boolean;
}

/** The newest state and the totals of everybody at one meal. No clock, no input or output. */
export class MealTable {
  /** The longest without a change first. */
  readonly #seats = new Map<string, Seat>();

  /** @param remembered what was counted of a participant before this table was there */
  constructor(private readonly remembered: (participantId: string) => MotionTotals | undefined = () => undefined) {}

  /** The newest state of everybody; no events in it. */
  get motions(): MotionState[] {
    return [...this.#seats.values()].map(({ signal }) => ({ ...signal, events: [] }));
  }

  /** @returns undefined where nothing was reported of the participant */
  motionOf(participantId: string): MotionState | undefined {
    return this.#seats.get(participantId)?.signal;
  }

  /**
   * Takes a report that was not taken before: counts its events, and lets its state replace the present one unless it is
   * {@link isLate late}.
   * @param source the worker that looks, or the browser that does it itself
   * @param now ms since the epoch
   * @returns the state to tell the table
   */
  take(source: string, report: MotionReport, now: number): MotionState {
    const present = this.#seats.get(report.participantId);
    const totals = addEvents(present?.signal.totals ?? this.remembered(report.participantId), report);
    const sequence = nextSequence(present, now);
    if (present && isLate(present, source, report)) {
      return this.#seat({ ...present, signal: { ...present.signal, sequence, totals, events: report.events } });
    }
    const { participantId, connectionId, recognition, motion, confidence, chewingRate, since, capturedAt, events } =
      report;
    const signal = {
      participantId,
      connectionId,
      sequence,
      recognition,
      motion,
      confidence,
      ...(chewingRate === undefined ? {} : { chewingRate }),
      since,
      capturedAt,
      events,
      totals,
    };
    return this.#seat({ source, interrupted: false, signal });
  }

  /** Pauses everybody whom a source looks at, because nothing is heard of it any more. */
  pause(source: string, now: number): MotionState[] {
    return this.#seatsOf(source)
      .filter(({ signal }) => signal.recognition === 'active')
      .map((seat) => this.#change(seat, 'paused', now));
  }

  /** Undoes {@link pause} for who was active before and has not been reported since. */
  resume(source: string, now: number): MotionState[] {
    return this.#seatsOf(source)
      .filter(({ interrupted }) => interrupted)
      .map((seat) => this.#change(seat, 'active', now));
  }

  /**
   * Takes in that a participant chose to be looked at, which begins as a pause, or not to be.
   * @param chosenAt when, by the clock of the participant's browser, ms since the epoch; undefined for who sits down, whose
   *   connection tells the choice, so that only what the table knows otherwise changes
   * @returns the state to tell the table, undefined where there is nothing to tell
   */
  choose(
    place: TablePlace,
    recognition: 'off' | 'paused',
    chosenAt: number | undefined,
    now: number,
  ): MotionState | undefined {
    const present = this.#seats.get(place.participantId);
    const moment = chosenAt ?? present?.signal.capturedAt;
    if (moment === undefined) return undefined;
    if (chosenAt === undefined && (present?.signal.recognition === 'off') === (recognition === 'off')) return undefined;
    const { participantId, connectionId } = place;
    const signal = {
      participantId,
      connectionId,
      sequence: nextSequence(present, now),
      recognition,
      motion: 'unknown' as const,
      confidence: 0,
      since: moment,
      capturedAt: moment,
      events: [],
      totals: present?.signal.totals ?? { bites: 0, sips: 0 },
    };
    return this.#seat({ source: undefined, interrupted: false, signal });
  }

  #seatsOf(source: string): Seat[] {
    return [...this.#seats.values()].filter((seat) => seat.source === source);
  }

  #change(seat: Seat, recognition: 'active' | 'paused', now: number): MotionState {
    const signal = { ...seat.signal, recognition, events: [], sequence: nextSequence(seat, now) };
    return this.#seat({ ...seat, interrupted: recognition === 'paused', signal });
  }

  #seat(seat: Seat): MotionState {
    this.#seats.delete(seat.signal.participantId);
    this.#seats.set(seat.signal.participantId, seat);
    const [quietest] = this.#seats.keys();
    if (this.#seats.size > MEAL_TABLE_MAX_PARTICIPANTS && quietest !== undefined) this.#seats.delete(quietest);
    return seat.signal;
  }
}

/** Begins at the time of day, so that the sequence grows over a restart of the api as well. */
function nextSequence(present: Seat | undefined, now: number): number {
  return Math.max((present?.signal.sequence ?? 0) + 1, now);
}

/**
 * Whether a report comes from a source or connection that the participant has left in the meantime, as told by the moment of
 * its frame. A source's own reports come in order.
 */
function isLate(present: Seat, source: string, report: MotionReport): boolean {
  const sameSource = present.source === source && present.signal.connectionId === report.connectionId;
  return present.source !== undefined && !sameSource && report.capturedAt < present.signal.capturedAt;
}

function addEvents(totals: MotionTotals = { bites: 0, sips: 0 }, { events }: MotionReport): MotionTotals {
  const bites = events.filter(({ kind }) => kind === 'bite').length;
  return { bites: totals.bites + bites, sips: totals.sips + events.length - bites };
}
