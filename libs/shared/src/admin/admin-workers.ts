import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsNumber, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { INFERENCE_BACKENDS, type InferenceBackend } from '../workers/worker-registration';

/** How the fleet sees a worker: `open` takes participants, `draining` takes no new ones, `suspect` is not heard. */
export const ADMIN_WORKER_STATES = ['open', 'draining', 'suspect'] as const;

/** One of {@link ADMIN_WORKER_STATES}. */
export type AdminWorkerState = (typeof ADMIN_WORKER_STATES)[number];

/** One ai-worker. */
export class AdminWorker {
  @IsString()
  readonly workerId!: string;

  @IsIn(ADMIN_WORKER_STATES)
  readonly state!: AdminWorkerState;

  /** Of its code. */
  @IsString()
  readonly version!: string;

  @IsIn(INFERENCE_BACKENDS)
  readonly backend!: InferenceBackend;

  /** The motion model, as `name@version`. */
  @IsString()
  readonly model!: string;

  /** Where browsers reach it. */
  @IsString()
  readonly url!: string;

  @IsInt()
  @Min(1)
  readonly places!: number;

  /** Participants with an open socket. */
  @IsInt()
  @Min(0)
  readonly taken!: number;

  /** Places kept for participants who are expected. */
  @IsInt()
  @Min(0)
  readonly reserved!: number;

  /** Frames a second that it measured of itself at its start. */
  @IsNumber()
  readonly capacity!: number;

  /** 0 to 1; absent until its first load. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly load?: number;

  /** Share of its processor time, 0 to 1; absent until its first load. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly cpu?: number;

  /** How long the frame that waits longest has been due, ms; absent until its first load. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  readonly queueAge?: number;

  /** Frames a second; absent until its first load. */
  @IsOptional()
  @IsNumber()
  @Min(0)
  readonly framesPerSecond?: number;

  /** When it was heard last, ms since the epoch. */
  @IsInt()
  readonly heardAt!: number;
}

/** Answer of `GET /api/admin/workers`: every worker that any instance of the api knows. */
export class AdminWorkers {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminWorker)
  readonly workers!: readonly AdminWorker[];
}

/** The fleet at one moment, for the chart of the load over time. */
export class AdminLoadPoint {
  /** ms since the epoch. */
  @IsInt()
  readonly at!: number;

  /** `bapsang_api_fleet_load`, 0 to 1; absent while no worker takes participants. */
  @IsOptional()
  @IsNumber()
  readonly load?: number;

  @IsInt()
  readonly places!: number;

  @IsInt()
  readonly taken!: number;

  @IsInt()
  readonly reserved!: number;

  @IsNumber()
  readonly framesPerSecond!: number;
}

/** Answer of `GET /api/admin/load`: the last hour, oldest first. */
export class AdminLoadHistory {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AdminLoadPoint)
  readonly points!: readonly AdminLoadPoint[];
}
