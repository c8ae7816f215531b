import { IsIn, IsInt, IsString, Min } from 'class-validator';

/**
 * Why a participant has no frame ticket. `not_agreed`: chose anything but the recognition server; `no_worker`: none is linked;
 * `draining`: all that are linked are about to end; `no_room`: every place is taken.
 */
export const RECOGNITION_UNAVAILABLE_REASONS = [
  'not_agreed',
  'switched_off',
  'no_worker',
  'draining',
  'no_room',
] as const;

/** One of {@link RECOGNITION_UNAVAILABLE_REASONS}. */
export type RecognitionUnavailableReason = (typeof RECOGNITION_UNAVAILABLE_REASONS)[number];

/** Everything a browser needs to send frames to the recognition server that was chosen for it. */
export class RecognitionGrant {
  /** Address of the ai-worker, for example `http://localhost:5001`; the Socket.IO namespace is `/frames`. */
  @IsString()
  readonly url!: string;

  /** Single-use JWT for the Socket.IO handshake (`auth.ticket`). */
  @IsString()
  readonly ticket!: string;

  /** Until when the ticket opens a socket, ms since the epoch. An open socket outlives it. */
  @IsInt()
  readonly expiresAt!: number;

  /** A larger frame is refused, bytes. */
  @IsInt()
  @Min(1)
  readonly maxFrameBytes!: number;

  /** How many frames a second to send at first; every acknowledgement says how to go on. */
  @IsInt()
  @Min(1)
  readonly framesPerSecond!: number;

  /** Width of a frame, pixels. */
  @IsInt()
  @Min(1)
  readonly width!: number;

  /** Height of a frame, pixels. */
  @IsInt()
  @Min(1)
  readonly height!: number;
}

/** Why there is no ticket. The meal works all the same. */
export class RecognitionUnavailable {
  @IsIn(RECOGNITION_UNAVAILABLE_REASONS)
  readonly unavailable!: RecognitionUnavailableReason;
}

/** A ticket, or why there is none. */
export type RecognitionAnswer = RecognitionGrant | RecognitionUnavailable;

/** Tells the two forms of {@link RecognitionAnswer} apart. */
export function isGranted(answer: RecognitionAnswer): answer is RecognitionGrant {
  return 'ticket' in answer;
}
