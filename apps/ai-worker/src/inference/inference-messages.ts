import type { ErrorCode, InferenceBackend, PicturePart } from '@bapsang/shared';
import type { BackendPreference } from '../configuration/ai-worker-environment';
import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import type { Effort } from '@bapsang/recognition/vision/effort';

/** What an inference process must know to start; it travels as JSON in its first argument. */
export interface InferenceSettings {
  readonly backend: BackendPreference;
  /** Folder of the landmark models. */
  readonly models: string;
  /** A frame with more pixels is refused. */
  readonly maxFramePixels: number;
}

/** A frame to look at; answered by a {@link FrameSeen} or a {@link FrameFailed} with the same id. */
export interface FrameMessage {
  readonly type: 'frame';
  readonly id: number;
  readonly participantId: string;
  /** When the frame was taken, ms since the epoch by the browser's clock. */
  readonly capturedAt: number;
  readonly jpeg: Uint8Array;
  /** What it shows of the camera's picture, where it is not all of it. */
  readonly part?: PicturePart | undefined;
  /** How much to look at. */
  readonly effort: Effort;
}

/** From the worker to an inference process. */
export type MessageToInference =
  | FrameMessage
  /** The participant left: its trackers can go. */
  | { readonly type: 'forget'; readonly participantId: string }
  /** The next quiet seconds show the participant's neutral face. */
  | { readonly type: 'calibrate'; readonly participantId: string }
  /** The motion model from the next frame on: the content of a valid `model.json`, or null for the rules. */
  | { readonly type: 'model'; readonly model: unknown }
  /** Answered by a `pong` with the same id. */
  | { readonly type: 'ping'; readonly id: number };

/** First message of an inference process: its models are loaded. */
export interface InferenceReady {
  readonly type: 'ready';
  readonly backend: InferenceBackend;
  /** Why it is this backend, for people. */
  readonly note: string;
}

/** What came out of a frame. */
export interface FrameSeen {
  readonly type: 'seen';
  readonly id: number;
  readonly update: MotionUpdate;
  /** Where the participant's face is in the frame; null where it was not found. */
  readonly face: PicturePart | null;
  /** The motion model that saw it, as `name@version`. */
  readonly model: string;
  /** Duration of each step by its name, with `decode`, `motion` and the whole, `total`; ms. */
  readonly timings: Readonly<Record<string, number>>;
}

/** A frame that cannot be looked at. */
export interface FrameFailed {
  readonly type: 'failed';
  readonly id: number;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Answer to a `ping`. */
export interface Pong {
  readonly type: 'pong';
  readonly id: number;
  /** Resident set of the process, bytes. */
  readonly memory: number;
  /** Tensors that are allocated. */
  readonly tensors: number;
  /** The motion model in use, as `name@version`. */
  readonly model: string;
}

/** From an inference process to the worker. */
export type MessageFromInference = InferenceReady | FrameSeen | FrameFailed | Pong;
