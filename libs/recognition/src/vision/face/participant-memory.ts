import { sideOf, type Box } from '../image/box';
import type { WantedFace } from './choose-face';

/**
 * For so long after the face was lost only a face near its last place is the participant's, ms: whoever passes in front or
 * stays behind is not. It is longer than nobody has to be seen to be away, so that a participant who leaves is away before
 * anybody else can be taken for them.
 */
const LOYALTY = 2500;
/**
 * For so long after that only a face that is not much smaller takes the seat, ms: a poster or somebody in the background
 * does not. Later nothing is known of the participant any more.
 */
export const SEAT_MEMORY = 60_000;
/** ... where not much smaller is at least this share of the participant's side. */
const LEAST_SHARE = 0.6;

/** Remembers where the participant's face was and how large, and tells which faces can be theirs. */
export class ParticipantMemory {
  private last: { readonly box: Box; readonly at: number } | undefined;

  /** The participant's face is here. */
  remember(box: Box, at: number): void {
    this.last = { box, at };
  }

  /** What the participant's face must be like at a time. */
  wantedAt(at: number): WantedFace {
    if (!this.last) return {};
    const { box, at: seenAt } = this.last;
    if (at - seenAt <= LOYALTY) return { near: box };
    if (at - seenAt <= SEAT_MEMORY) return { leastSide: LEAST_SHARE * sideOf(box) };
    return {};
  }
}
