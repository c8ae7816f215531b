import { INFERENCE_BACKENDS, WORKER_PLACES_MAX } from '@bapsang/shared';
import { LOG_LEVELS, PublicDoorEnvironment, type LogLevel } from '@bapsang/server';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';
import { availableParallelism, hostname } from 'node:os';
import { join } from 'node:path';
import { WORKER_SECRET_FORM } from './worker-secrets';

/** Values of WORKER_BACKEND: one of the backends, or whichever works best here. */
export const BACKEND_PREFERENCES = ['auto', ...INFERENCE_BACKENDS] as const;

/** One of {@link BACKEND_PREFERENCES}. */
export type BackendPreference = (typeof BACKEND_PREFERENCES)[number];

const ADDRESS = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

function withHostname({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.replaceAll('{hostname}', hostname()) : value;
}

/** The ai-worker's configuration; the properties bear the names of the variables. */
export class AiWorkerEnvironment extends PublicDoorEnvironment {
  /** Of the frames: at eight a second of everybody, few tell as much as all. */
  override readonly OTEL_TRACES_SAMPLER_ARG: number = 0.01;

  /** How talkative the log is. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: LogLevel = 'info';

  /** Port for browsers and health checks; 0 takes a free one. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly WORKER_PORT: number = 5001;

  /** Address of the network interface to listen on. */
  @IsString()
  readonly WORKER_HOST: string = '127.0.0.1';

  /**
   * Where browsers reach this worker. `{hostname}` stands for the name of the machine, which in a container is its id: so all
   * containers of a fleet can have the same environment.
   */
  @Transform(withHostname)
  @IsUrl(ADDRESS)
  readonly WORKER_PUBLIC_URL: string = 'http://localhost:5001';

  /** Where this worker reaches the api. */
  @IsUrl(ADDRESS)
  readonly API_URL: string = 'http://localhost:5000';

  /**
   * Shared with the api: checks frame tickets, signs the worker's own tokens. May be several, separated by commas, while it is
   * changed: the first signs, all are accepted.
   */
  @Matches(WORKER_SECRET_FORM, {
    message: '$property must be one secret or several, each of 16 characters or more, separated by commas',
  })
  readonly WORKER_SECRET!: string;

  /** How many inference processes run. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(256)
  readonly WORKER_PROCESSES: number = Math.max(1, availableParallelism());

  /** How many participants this worker takes at once. Not set: as many as it can give the full frame rate, measured at its start. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(WORKER_PLACES_MAX)
  readonly WORKER_PLACES?: number;

  /** How long it may take on SIGTERM, or when the api asks for it, until every participant has moved elsewhere, seconds. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(3600)
  readonly WORKER_DRAIN_DEADLINE: number = 60;

  /** What runs the models; `auto` takes tfjs-node where its native library works, else WebAssembly. */
  @IsIn(BACKEND_PREFERENCES)
  readonly WORKER_BACKEND: BackendPreference = 'auto';

  /** Folder of the landmark models. */
  @IsString()
  readonly WORKER_MODELS: string = join(__dirname, '..', '..', '..', '..', 'libs', 'recognition', 'models');

  /** Folder of the trained motion models: `<version>/model.json`, and the file `current`, which names a version. */
  @IsString()
  readonly WORKER_MOTION_MODELS: string = join(__dirname, '..', '..', '..', '..', 'models', 'motion');

  /** A larger JPEG is refused, bytes. */
  @Type(() => Number)
  @IsInt()
  @Min(1024)
  readonly WORKER_MAX_FRAME_BYTES: number = 65_536;

  /** A frame with more pixels (width times height) is refused. */
  @Type(() => Number)
  @IsInt()
  @Min(256)
  readonly WORKER_MAX_FRAME_PIXELS: number = 307_200;

  /** The most frames a second that a participant is asked for. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(30)
  readonly WORKER_FRAMES_PER_SECOND: number = 8;

  /** Width of the frames that browsers are asked for, pixels. */
  @Type(() => Number)
  @IsInt()
  @Min(16)
  readonly WORKER_FRAME_WIDTH: number = 320;

  /** Height of the frames that browsers are asked for, pixels. */
  @Type(() => Number)
  @IsInt()
  @Min(16)
  readonly WORKER_FRAME_HEIGHT: number = 240;

  /** An inference process that holds more memory (resident set) is replaced, MiB. */
  @Type(() => Number)
  @IsInt()
  @Min(64)
  readonly WORKER_PROCESS_MEMORY_LIMIT: number = 1024;
}
