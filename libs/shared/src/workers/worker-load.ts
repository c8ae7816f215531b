import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsNumber, Max, Min, ValidateNested } from 'class-validator';
import { AssignedParticipant } from './assignment';
import { WORKER_PLACES_MAX } from './worker-registration';

/** How often a worker reports its load, ms. */
export const WORKER_LOAD_INTERVAL = 2500;

/** Sent by an ai-worker every {@link WORKER_LOAD_INTERVAL}, and at once when it begins to drain. */
export class WorkerLoad {
  /** Everybody with an open socket. */
  @IsArray()
  @ArrayMaxSize(WORKER_PLACES_MAX)
  @ValidateNested({ each: true })
  @Type(() => AssignedParticipant)
  readonly participants!: readonly AssignedParticipant[];

  /** Places kept for participants who have been assigned and have not come yet. */
  @IsInt()
  @Min(0)
  @Max(WORKER_PLACES_MAX)
  readonly reserved!: number;

  /** 0 idle to 1 full: the greatest of the shares of places taken, of inference time used and of processor time used. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly load!: number;

  /** Share of the processor time that the cgroup allows (of the machine's where there is no limit), 0 to 1. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly cpu!: number;

  /** How long the frame that waits longest has been due, over all inference processes, ms. */
  @IsNumber()
  @Min(0)
  readonly queueAge!: number;

  /** Frames looked at in the last interval, a second. */
  @IsNumber()
  @Min(0)
  readonly framesPerSecond!: number;

  /** How far the worker's clock is behind the api's, ms; negative where it is ahead. */
  @IsNumber()
  readonly clockOffset!: number;

  /** Whether it takes nobody new because it is about to end. */
  @IsBoolean()
  readonly draining!: boolean;
}
