import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { EatingEvent } from '../motion/eating-event';
import { MOTIONS, type Motion } from '../motion/motion';

/** States of recognition that a worker can report. */
export const REPORTED_RECOGNITION_STATES = ['active', 'paused'] as const;

/** One of {@link REPORTED_RECOGNITION_STATES}. */
export type ReportedRecognitionState = (typeof REPORTED_RECOGNITION_STATES)[number];

/** A change or an event of one participant, from the worker that saw it. */
export class MotionReport {
  /** Grows by one with every report of a worker, from 1; the api takes each at most once. */
  @IsInt()
  @Min(1)
  readonly sequence!: number;

  @IsString()
  @Length(1, 100)
  readonly mealId!: string;

  @IsString()
  @Length(1, 100)
  readonly participantId!: string;

  @IsString()
  @Length(1, 100)
  readonly connectionId!: string;

  /** `paused`: no frame for a while, or the socket is gone. */
  @IsIn(REPORTED_RECOGNITION_STATES)
  readonly recognition!: ReportedRecognitionState;

  @IsIn(MOTIONS)
  readonly motion!: Motion;

  /** How sure the recognition is of the motion, 0 to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly confidence!: number;

  /** Since when the motion lasts, ms since the epoch by the browser's clock. */
  @IsInt()
  readonly since!: number;

  /** When the frame was taken that led to this report, ms since the epoch by the browser's clock. */
  @IsInt()
  readonly capturedAt!: number;

  /** Bites and sips that ended with this frame. */
  @IsArray()
  @ArrayMaxSize(16)
  @ValidateNested({ each: true })
  @Type(() => EatingEvent)
  readonly events!: readonly EatingEvent[];
}

/** The most reports in one message. */
export const MOTION_REPORTS_MAX_BATCH = 200;

/** Reports in the order of their sequence; sent again until they are acknowledged. */
export class MotionReportBatch {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOTION_REPORTS_MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => MotionReport)
  readonly reports!: readonly MotionReport[];
}
