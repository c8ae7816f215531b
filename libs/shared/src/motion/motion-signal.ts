import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNumber, IsString, Max, Min, ValidateNested } from 'class-validator';
import { EatingEvent } from './eating-event';
import { MOTIONS, RECOGNITION_STATES, type Motion, type RecognitionState } from './motion';
import { MotionTotals } from './motion-totals';

/**
 * The type of the OpenVidu signal that carries a {@link MotionSignal}, with its prefix (OpenVidu's REST API forwards the
 * type unchanged). A signal of this type that carries a `from` came from a participant and is ignored.
 */
export const MOTION_SIGNAL_TYPE = 'signal:motion';

/** The state of one participant at the table: the JSON `data` of a `signal:motion`, and an item of {@link TableMotions}. */
export class MotionSignal {
  @IsString()
  readonly participantId!: string;

  /** The OpenVidu connection of the participant when the state was seen. */
  @IsString()
  readonly connectionId!: string;

  /** Grows with every state of this participant; a receiver drops what is not newer than what it has. */
  @IsInt()
  @Min(0)
  readonly sequence!: number;

  @IsIn(RECOGNITION_STATES)
  readonly recognition!: RecognitionState;

  @IsIn(MOTIONS)
  readonly motion!: Motion;

  /** How sure the recognition is of the motion, 0 to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly confidence!: number;

  /** Since when the motion lasts, ms since the epoch. */
  @IsInt()
  readonly since!: number;

  /** When the frame was taken that led to this state, ms since the epoch by the clock of the sending browser. */
  @IsInt()
  readonly capturedAt!: number;

  /** Bites and sips that ended with this state, usually none or one. */
  @IsArray()
  @ArrayMaxSize(16)
  @ValidateNested({ each: true })
  @Type(() => EatingEvent)
  readonly events!: readonly EatingEvent[];

  @ValidateNested()
  @Type(() => MotionTotals)
  readonly totals!: MotionTotals;
}

/** Answer of `GET /api/meals/:mealId/motions`: the newest state of everybody, for who just came or came back. */
export class TableMotions {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MotionSignal)
  readonly motions!: readonly MotionSignal[];
}
