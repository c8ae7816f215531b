import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { SeenMotion } from '../motion/seen-motion';
import { IsCorrelationId, IsTraceparent } from '../tracing/correlation';

/** States of recognition that a worker can report. */
export const REPORTED_RECOGNITION_STATES = ['active', 'paused'] as const;

/** One of {@link REPORTED_RECOGNITION_STATES}. */
export type ReportedRecognitionState = (typeof REPORTED_RECOGNITION_STATES)[number];

/** A change or an event of one participant, from the worker that saw it. */
export class MotionReport extends SeenMotion {
  /** Grows by one with every report of a worker, from 1; each counts once, however often it is sent. */
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
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

  /** From the participant's ticket, see `AssignedParticipant`. */
  @IsString()
  @Length(1, 100)
  readonly seal!: string;

  /** `paused`: no frame for a while, or the socket is gone. */
  @IsIn(REPORTED_RECOGNITION_STATES)
  readonly recognition!: ReportedRecognitionState;

  /** The motion model that saw it, as `name@version`. */
  @IsString()
  @Length(1, 100)
  readonly model!: string;

  /** When the frame that led to this arrived at the worker, ms since the epoch by the api's clock; missing where no frame did. */
  @IsOptional()
  @IsInt()
  readonly receivedAt?: number;

  /** From the participant's ticket, see `AssignedParticipant`. */
  @IsCorrelationId()
  readonly correlationId?: string;

  /** The worker's span of the frame that led to this, where it is traced. */
  @IsTraceparent()
  readonly traceparent?: string;
}

/** The most reports in one message. */
export const MOTION_REPORTS_MAX_BATCH = 200;

/** Reports in the order of their sequence; sent again over every new link until the api has said that they are kept. */
export class MotionReportBatch {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOTION_REPORTS_MAX_BATCH)
  @ValidateNested({ each: true })
  @Type(() => MotionReport)
  readonly reports!: readonly MotionReport[];
}
