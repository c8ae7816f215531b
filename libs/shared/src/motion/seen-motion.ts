import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNumber, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { EatingEvent } from './eating-event';
import { MOTIONS, type Motion } from './motion';

/** The most events that fit into one {@link SeenMotion}. */
export const SEEN_EVENTS_MAX = 16;

/** What the recognition saw of one participant; the part that reports and signals have in common. */
export class SeenMotion {
  @IsIn(MOTIONS)
  readonly motion!: Motion;

  /** How sure the recognition is of the motion, 0 to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly confidence!: number;

  /** How often a second the jaw goes up and down, Hz; only with the motion `chew`, and only once the rhythm is known. */
  @IsOptional()
  @IsNumber()
  @Min(0.5)
  @Max(4)
  readonly chewingRate?: number;

  /** Since when the motion lasts, ms since the epoch by the clock of the sending browser. */
  @IsInt()
  readonly since!: number;

  /** When the frame was taken that led to this, ms since the epoch by the clock of the sending browser. */
  @IsInt()
  readonly capturedAt!: number;

  /** Bites and sips that ended with this frame, usually none or one. */
  @IsArray()
  @ArrayMaxSize(SEEN_EVENTS_MAX)
  @ValidateNested({ each: true })
  @Type(() => EatingEvent)
  readonly events!: readonly EatingEvent[];
}
