import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, Min, ValidateNested } from 'class-validator';
import { RECOGNITION_STATES, type RecognitionState } from './motion';
import { MotionTotals } from './motion-totals';
import { IsCorrelationId } from '../tracing/correlation';
import { SeenMotion } from './seen-motion';

/**
 * The type of the OpenVidu signal that carries a {@link MotionSignal}, with its prefix (OpenVidu's REST API forwards the
 * type unchanged). A signal of this type that carries a `from` came from a participant and is ignored.
 */
export const MOTION_SIGNAL_TYPE = 'signal:motion';

/** The state of one participant at the table: the JSON `data` of a `signal:motion`, and an item of {@link TableMotions}. */
export class MotionSignal extends SeenMotion {
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

  @ValidateNested()
  @Type(() => MotionTotals)
  readonly totals!: MotionTotals;

  /**
   * Of the request with which the participant was sent to where they are looked at, for who follows a seat through the logs. Every
   * page sees it: it opens nothing and tells nothing of anybody.
   */
  @IsCorrelationId()
  readonly correlationId?: string;
}

/** Answer of `GET /api/meals/:mealId/motions`: the newest state of everybody, for who just came or came back. */
export class TableMotions {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MotionSignal)
  readonly motions!: readonly MotionSignal[];
}
