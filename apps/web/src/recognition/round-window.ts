import { type FrameRound, middleOf } from './frame-round';

/** A window is judged after so long, ms, ... */
const LENGTH = 2000;
/** ... and with no fewer frames than that. */
const LEAST_ROUNDS = 5;
/** So many frames of a window may be dropped by the server without a meaning: one falls out when a participant is moved. */
const HARMLESS_DROPS = 1;

/** What the frames of a window had in common. */
export interface WindowSummary {
  /** When it ended, ms. */
  readonly at: number;
  /** Middle time that encoding took, ms. */
  readonly encoding: number;
  /** Middle time on the way, ms. */
  readonly travelling: number;
  /** Whether the server dropped more than it may. */
  readonly dropping: boolean;
  /** What the server asked for last, frames a second. */
  readonly asked: number;
}

/** Gathers the frames of a couple of seconds, so that one late answer decides nothing. */
export class RoundWindow {
  #rounds: FrameRound[] = [];

  /** @returns what was seen, once it is enough to judge; the next window then begins */
  add(round: FrameRound): WindowSummary | undefined {
    this.#rounds.push(round);
    const begun = this.#rounds[0]?.at ?? round.at;
    if (round.at - begun < LENGTH || this.#rounds.length < LEAST_ROUNDS) return undefined;
    const summary = {
      at: round.at,
      encoding: middleOf(this.#rounds.map(({ encoding }) => encoding)),
      travelling: middleOf(this.#rounds.map(({ travelling }) => travelling)),
      dropping: this.#rounds.filter(({ dropped }) => dropped).length > HARMLESS_DROPS,
      asked: round.asked,
    };
    this.#rounds = [];
    return summary;
  }

  /** Begins anew: what was gathered was sampled in another way. */
  clear(): void {
    this.#rounds = [];
  }
}
