import { IsIn } from 'class-validator';
import { readSignalData } from '../validation/read-signal-data';

/** The type of the OpenVidu signal that carries a {@link ReactionSignal}, with its prefix; sent by participants only. */
export const REACTION_SIGNAL_TYPE = 'signal:reaction';

/** What somebody can say with one press. */
export const REACTIONS = ['delicious', 'cheers', 'heart', 'laugh', 'bravo', 'wantSome'] as const;

/** One of {@link REACTIONS}. */
export type Reaction = (typeof REACTIONS)[number];

/** How many reactions one participant may send within {@link REACTION_WINDOW}; receivers show no more than that either. */
export const REACTION_LIMIT = 5;

/** See {@link REACTION_LIMIT}, ms. */
export const REACTION_WINDOW = 5000;

/** A reaction for everybody to see: the JSON `data` of a `signal:reaction`. Nothing in it says who sent it. */
export class ReactionSignal {
  @IsIn(REACTIONS)
  readonly reaction!: Reaction;
}

/**
 * Reads a reaction out of a signal's `data`.
 * @returns undefined where the data is not of our making
 */
export function readReactionSignal(data: string): ReactionSignal | undefined {
  return readSignalData(ReactionSignal, data);
}
