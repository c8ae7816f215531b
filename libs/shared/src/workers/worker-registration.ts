import { IsIn, IsInt, IsNumber, IsString, IsUrl, Length, Max, Min } from 'class-validator';

/** Version of the messages between ai-worker and api; both sides refuse another one. */
export const WORKER_PROTOCOL_VERSION = 4;

/** What can run the models: native TensorFlow, or WebAssembly where it is not there. */
export const INFERENCE_BACKENDS = ['tfjs-node', 'wasm'] as const;

/** One of {@link INFERENCE_BACKENDS}. */
export type InferenceBackend = (typeof INFERENCE_BACKENDS)[number];

/** The most participants that one worker may take. */
export const WORKER_PLACES_MAX = 1000;

/** First message of an ai-worker, and told again when it has changed: who it is and what it can take. */
export class WorkerRegistration {
  /** Random per start of the worker. */
  @IsString()
  @Length(1, 100)
  readonly workerId!: string;

  @IsInt()
  readonly protocolVersion!: number;

  /** Version of the worker's code. */
  @IsString()
  @Length(1, 100)
  readonly version!: string;

  /** Where browsers reach it. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  readonly url!: string;

  /** How many participants it takes at once. */
  @IsInt()
  @Min(1)
  @Max(WORKER_PLACES_MAX)
  readonly places!: number;

  /** How many frames a second it looked at when it measured itself at its start, over all its inference processes. */
  @IsNumber()
  @Min(0)
  @Max(1_000_000)
  readonly capacity!: number;

  @IsIn(INFERENCE_BACKENDS)
  readonly backend!: InferenceBackend;

  /** The motion model when the worker registered, as `name@version`; each report names the one that saw it. */
  @IsString()
  @Length(1, 100)
  readonly model!: string;

  /** A larger frame is refused, bytes. */
  @IsInt()
  @Min(1)
  readonly maxFrameBytes!: number;

  /** How many frames a second a participant should begin with. */
  @IsInt()
  @Min(1)
  @Max(30)
  readonly framesPerSecond!: number;

  /** Size of the frames it wants, pixels. */
  @IsInt()
  @Min(16)
  readonly width!: number;

  @IsInt()
  @Min(16)
  readonly height!: number;
}
