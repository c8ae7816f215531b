import { IsIn, IsInt, IsNumber, Max, Min } from 'class-validator';
import { EATING_EVENT_KINDS, type EatingEventKind } from './motion';

/**
 * A bite or a sip, from the approach of the hand to its retreat: `beganAt` <= `contactAt` <= `endedAt`. Moments are those of
 * the frames, ms since the epoch by the clock of the sending browser.
 */
export class EatingEvent {
  @IsIn(EATING_EVENT_KINDS)
  readonly kind!: EatingEventKind;

  /** When the hand came near the mouth. */
  @IsInt()
  readonly beganAt!: number;

  /** When food or vessel first touched the mouth. */
  @IsInt()
  readonly contactAt!: number;

  /** When the hand left the mouth. */
  @IsInt()
  readonly endedAt!: number;

  /** How sure the recognition is, 0 to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly confidence!: number;
}
