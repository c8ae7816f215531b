import { ApplicationError, FrameHeader, parse, type FrameReply, type PicturePart } from '@bapsang/shared';
import { currentWork, type Logger, type TraceSpan, type Tracing } from '@bapsang/server';
import { types } from 'node:util';
import type { InferencePool } from '../inference/inference-pool';
import type { ScheduledResult } from '../inference/scheduling/frame-scheduler';
import type { MotionReports } from '../reports/motion-reports';
import type { Seat } from './seat';
import type { Seats } from './seats';
import { toSocketErrorBody } from './socket-error';

/** What the reply to a frame says in place of a sequence that cannot be read. */
export const NO_SEQUENCE = -1;

/** Where the face is in a frame, and whether a bite or sip is under way. */
interface SeenFrame {
  readonly face: PicturePart | null;
  readonly underWay: boolean;
}

/** Takes frames in, from the check to the acknowledgement. Whose turn it is the inference decides. */
export class FrameIntake {
  private stopped = false;

  /**
   * @param maxFrameBytes a larger JPEG is refused
   * @param apiTime the api's clock, ms since the epoch
   */
  constructor(
    private readonly maxFrameBytes: number,
    private readonly seats: Seats,
    private readonly inference: InferencePool,
    private readonly reports: MotionReports,
    private readonly apiTime: () => number,
    private readonly tracing: Tracing,
    private readonly logger: Logger,
  ) {}

  /**
   * Takes a frame. Never rejects: what is wrong with it is told in the reply.
   * @param seat whose frame it is; undefined for a socket that was let in but closed at once
   * @param header anything; expected is a `FrameHeader`
   * @param jpeg anything; expected are bytes
   * @returns the acknowledgement, once the frame has been looked at or refused
   */
  async take(seat: Seat | undefined, header: unknown, jpeg: unknown): Promise<FrameReply> {
    const sequence = readSequence(header);
    const begun = performance.now();
    const heldFor = (): number => Math.round(performance.now() - begun);
    try {
      const seen = await this.trace(this.assertSeated(seat), readHeader(header), this.readJpeg(jpeg));
      return { accepted: true, sequence, framesPerSecond: this.paceOf(seat), heldFor: heldFor(), ...seen };
    } catch (thrown) {
      const error = toSocketErrorBody(thrown, this.logger, seat?.participant.correlationId);
      return { accepted: false, sequence, framesPerSecond: this.paceOf(seat), heldFor: heldFor(), error };
    }
  }

  /** Has the neutral face of whoever sits there learnt from the next ten quiet seconds; undefined is nobody. */
  calibrate(seat: Seat | undefined): void {
    if (!seat || !this.seats.holds(seat)) return;
    this.inference.calibrate(seat.participant.participantId);
  }

  /** Refuses every frame from now on. */
  stop(): void {
    this.stopped = true;
  }

  /** A trace for every frame would hang a whole evening on the trace of the seat, so a frame's only refers to it. */
  private async trace(seat: Seat, header: FrameHeader, jpeg: Uint8Array): Promise<SeenFrame> {
    const { correlationId } = seat.participant;
    return this.tracing.trace('frame', { link: seat.traceparent, correlationId }, () => this.look(seat, header, jpeg));
  }

  private async look(seat: Seat, { sequence, capturedAt, part }: FrameHeader, jpeg: Uint8Array): Promise<SeenFrame> {
    const { participantId } = seat.participant;
    const receivedAt = Math.round(this.apiTime());
    seat.advance(sequence);
    const result = await this.inference.look(participantId, capturedAt, jpeg, part);
    const { update, model, face } = result;
    const { span } = currentWork();
    if (span) recordSteps(span, result);
    seat.seen(update.underWay, performance.now());
    if (this.seats.holds(seat)) {
      const origin = { receivedAt, traceparent: span?.traceparent };
      // What is acknowledged is not lost when this process is killed in the next moment.
      await this.reports.frameSeen(seat.participant, update, capturedAt, model, origin);
    }
    return { face, underWay: update.underWay };
  }

  private assertSeated(seat: Seat | undefined): Seat {
    if (this.stopped)
      throw new ApplicationError('not_ready', 'This worker is about to end. Ask the api for a new ticket.');
    if (seat && this.seats.holds(seat)) return seat;
    throw new ApplicationError('unauthorized', 'This socket has no seat any more. Ask the api for a new ticket.');
  }

  private readJpeg(jpeg: unknown): Uint8Array {
    if (!types.isUint8Array(jpeg)) {
      throw new ApplicationError('frame_invalid', 'Expected the bytes of a JPEG as the second argument.');
    }
    if (jpeg.byteLength > this.maxFrameBytes) {
      const message = `The frame has ${jpeg.byteLength} bytes; at most ${this.maxFrameBytes} are allowed.`;
      throw new ApplicationError('frame_too_large', message);
    }
    return jpeg;
  }

  private paceOf(seat: Seat | undefined): number {
    return this.inference.paceOf(seat?.participant.participantId ?? '');
  }
}

/** The steps of a frame that has just been looked at, as far as the inference process told how long each took. */
function recordSteps(span: TraceSpan, { timings, waited }: ScheduledResult): void {
  const { decode = 0, motion = 0, total = 0 } = timings;
  const ended = Date.now();
  const began = ended - total;
  span.record('frame.wait', began - waited, began);
  span.record('frame.decode', began, began + decode);
  span.record('frame.landmarks', began + decode, ended - motion);
  span.record('frame.motion', ended - motion, ended);
}

function readSequence(header: unknown): number {
  const sequence = readNumber(header, 'sequence');
  return Number.isSafeInteger(sequence) ? (sequence ?? NO_SEQUENCE) : NO_SEQUENCE;
}

/** Only numbers reach the contract's check, so that nobody can make it walk through a tree of objects. */
function readHeader(header: unknown): FrameHeader {
  const part = readProperty(header, 'part');
  return parse(FrameHeader, {
    sequence: readNumber(header, 'sequence'),
    capturedAt: readNumber(header, 'capturedAt'),
    ...(part === undefined ? {} : { part: readPart(part) }),
  });
}

function readPart(part: unknown): Partial<PicturePart> {
  const [left, top] = [readNumber(part, 'left'), readNumber(part, 'top')];
  return { left, top, width: readNumber(part, 'width'), height: readNumber(part, 'height') };
}

function readNumber(object: unknown, property: keyof FrameHeader | keyof PicturePart): number | undefined {
  const value = readProperty(object, property);
  return typeof value === 'number' ? value : undefined;
}

function readProperty(object: unknown, property: string): unknown {
  return typeof object === 'object' && object !== null
    ? (object as Readonly<Record<string, unknown>>)[property]
    : undefined;
}
