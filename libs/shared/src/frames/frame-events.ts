import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, Min, ValidateNested } from 'class-validator';
import type { ErrorBody } from '../errors/error-body';
import { PicturePart } from './picture-part';

/** Socket.IO namespace of the ai-worker to which browsers send frames. */
export const FRAMES_NAMESPACE = '/frames';

/** What goes with the JPEG. */
export class FrameHeader {
  /** Grows with every frame of a socket; what is not newer is refused. */
  @IsInt()
  @Min(0)
  readonly sequence!: number;

  /** When the frame was taken, ms since the epoch by the browser's clock. */
  @IsInt()
  @Min(0)
  readonly capturedAt!: number;

  /**
   * Which part of the camera's picture the frame shows; all of it where this is missing. A face that is small in the picture
   * is larger in a part of it with the same number of pixels.
   */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PicturePart)
  readonly part?: PicturePart;
}

/**
 * The acknowledgement of a frame: flow control (send the next one only now) and pace. A frame that was dropped is told apart
 * by its error: `frame_in_flight` where a newer one of the same participant took its place, `frame_stale` where it had waited
 * too long to be worth a look.
 */
export type FrameReply =
  | {
      readonly accepted: true;
      readonly sequence: number;
      /** How many frames a second the server wants from this participant now. */
      readonly framesPerSecond: number;
      /** How long the server had the frame, waiting and looking, ms; the rest of the time it was on its way. */
      readonly heldFor: number;
      /** Where the participant's face is in the frame; null where it was not found. */
      readonly face: PicturePart | null;
      /** Whether a bite or sip may be under way, which the server should see the end of; not where it is missing. */
      readonly underWay?: boolean;
    }
  | {
      readonly accepted: false;
      readonly sequence: number;
      readonly framesPerSecond: number;
      readonly heldFor: number;
      readonly error: ErrorBody;
    };

/** `auth` of the Socket.IO handshake on {@link FRAMES_NAMESPACE}. */
export interface FrameHandshake {
  readonly ticket: string;
}

/** Events from the browser to the ai-worker. */
export interface BrowserToWorkerEvents {
  /** A JPEG with its header; answered once the frame has been looked at or refused. */
  readonly frame: (header: FrameHeader, jpeg: ArrayBuffer | Uint8Array, reply: (reply: FrameReply) => void) => void;
  /**
   * The next ten seconds in which the face is seen and no hand is near it are this participant's neutral face. Optional:
   * without it the worker follows what is usual slowly by itself. Not answered.
   */
  readonly calibrate: () => void;
}

/** Events from the ai-worker to the browser. */
export interface WorkerToBrowserEvents {
  /** Another socket of the same participant took over; do not reconnect. */
  readonly replaced: () => void;
  /**
   * The worker wants the participant elsewhere, because it is about to end or has lost the api. Ask for a fresh ticket, open a
   * socket with it, send the next frame there and close this one. Until then frames are looked at here as before. Said again
   * where it is wanted again after a ticket for this same worker.
   */
  readonly move: () => void;
}
