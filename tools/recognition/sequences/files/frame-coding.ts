import {
  BODY_POINTS,
  FACE_POINTS,
  HAND_POINTS,
  type BodyLandmarks,
  type FaceLandmarks,
  type FrameLandmarks,
  type HandLandmarks,
} from '../../../../libs/recognition/src/motion/frame-landmarks';

/** How the frames of one sequence are written as int16 values. */
export interface FrameCoding {
  /** The points of the face that the sequence knows; all others are NaN. */
  readonly facePoints: readonly number[];
  /** Values per pixel. */
  readonly scale: number;
}

/** Values per unit of a score. */
const SCORE_SCALE = 10_000;
/** Most values per pixel: 1/32 px is far less than any model's noise. */
const FINEST_SCALE = 32;
const LARGEST_INT16 = 32_767;

const FLAG = { lookedForFace: 1, lookedForBody: 2, lookedForHands: 4, face: 8, body: 16 } as const;
/** The number of hands stands above the flags. */
const HANDS_SHIFT = 5;

/** Flags, width, height. */
const FRAME_HEAD = 3;
/** Side, score, points. */
const HAND_LENGTH = 2 + 2 * HAND_POINTS;

/** How many int16 values frames take at most. */
export function encodedLength(frames: readonly FrameLandmarks[]): number {
  return frames.reduce(
    (sum, { face, body, hands }) =>
      sum + FRAME_HEAD + (face ? 1 + 2 * FACE_POINTS : 0) + (body ? 3 * BODY_POINTS : 0) + hands.length * HAND_LENGTH,
    0,
  );
}

function knownPoints(frames: readonly FrameLandmarks[]): number[] {
  const first = frames.find(({ face }) => face !== null)?.face;
  if (!first) return [];
  return Array.from({ length: FACE_POINTS }, (_, point) => point).filter(
    (point) => !Number.isNaN(first.points[2 * point]),
  );
}

function finestScale(frames: readonly FrameLandmarks[]): number {
  let furthest = 1;
  const look = (points: Float32Array | undefined): void => {
    for (const value of points ?? []) if (Math.abs(value) > furthest) furthest = Math.abs(value);
  };
  for (const { face, body, hands } of frames) {
    look(face?.points);
    look(body?.points);
    for (const { points } of hands) look(points);
  }
  return Math.min(FINEST_SCALE, LARGEST_INT16 / furthest);
}

/** Writes frames as int16 values. */
export class FrameWriter {
  private readonly values: Int16Array;
  private end = 0;

  /** @param most how many values there will be at most */
  constructor(most: number) {
    this.values = new Int16Array(most);
  }

  /** How many values were written. */
  get length(): number {
    return this.end;
  }

  /** Everything written, little-endian as all machines that run this. */
  bytes(): Uint8Array {
    return new Uint8Array(this.values.buffer, 0, 2 * this.end);
  }

  /** Writes the frames of a sequence and says how. */
  write(frames: readonly FrameLandmarks[]): FrameCoding {
    const coding = { facePoints: knownPoints(frames), scale: finestScale(frames) };
    for (const frame of frames) this.writeFrame(frame, coding);
    return coding;
  }

  private writeFrame({ width, height, lookedFor, face, body, hands }: FrameLandmarks, coding: FrameCoding): void {
    const flags =
      (lookedFor.face ? FLAG.lookedForFace : 0) |
      (lookedFor.body ? FLAG.lookedForBody : 0) |
      (lookedFor.hands ? FLAG.lookedForHands : 0) |
      (face ? FLAG.face : 0) |
      (body ? FLAG.body : 0) |
      (hands.length << HANDS_SHIFT);
    this.put(flags);
    this.put(width);
    this.put(height);
    if (face) {
      this.put(face.score * SCORE_SCALE);
      for (const point of coding.facePoints) this.putPoint(face.points, point, coding.scale);
    }
    if (body) {
      for (let point = 0; point < BODY_POINTS; point += 1) this.putPoint(body.points, point, coding.scale);
      for (const score of body.scores) this.put(score * SCORE_SCALE);
    }
    for (const hand of hands) {
      this.put(hand.side === 'left' ? 0 : 1);
      this.put(hand.score * SCORE_SCALE);
      for (let point = 0; point < HAND_POINTS; point += 1) this.putPoint(hand.points, point, coding.scale);
    }
  }

  private putPoint(points: Float32Array, point: number, scale: number): void {
    this.put((points[2 * point] ?? 0) * scale);
    this.put((points[2 * point + 1] ?? 0) * scale);
  }

  private put(value: number): void {
    this.values[this.end++] = Math.round(value);
  }
}

/** Reads frames that {@link FrameWriter} wrote. */
export class FrameReader {
  private next = 0;

  constructor(private readonly values: Int16Array) {}

  /**
   * @param offset where the sequence begins
   * @param times when each of its frames was taken, ms
   * @throws RangeError when the values end before the frames do
   */
  read(offset: number, times: readonly number[], coding: FrameCoding): FrameLandmarks[] {
    this.next = offset;
    return times.map((capturedAt) => this.readFrame(capturedAt, coding));
  }

  private readFrame(capturedAt: number, coding: FrameCoding): FrameLandmarks {
    const flags = this.take();
    const isSet = (flag: number): boolean => (flags & flag) !== 0;
    const width = this.take();
    const height = this.take();
    const lookedFor = {
      face: isSet(FLAG.lookedForFace),
      body: isSet(FLAG.lookedForBody),
      hands: isSet(FLAG.lookedForHands),
    };
    const face = isSet(FLAG.face) ? this.readFace(coding) : null;
    const body = isSet(FLAG.body) ? this.readBody(coding) : null;
    const hands = Array.from({ length: flags >> HANDS_SHIFT }, () => this.readHand(coding));
    return { capturedAt, width, height, lookedFor, face, body, hands };
  }

  private readFace({ facePoints, scale }: FrameCoding): FaceLandmarks {
    const score = this.take() / SCORE_SCALE;
    const points = new Float32Array(2 * FACE_POINTS).fill(NaN);
    for (const point of facePoints) {
      points[2 * point] = this.take() / scale;
      points[2 * point + 1] = this.take() / scale;
    }
    return { points, score };
  }

  private readBody({ scale }: FrameCoding): BodyLandmarks {
    const points = Float32Array.from({ length: 2 * BODY_POINTS }, () => this.take() / scale);
    const scores = Float32Array.from({ length: BODY_POINTS }, () => this.take() / SCORE_SCALE);
    return { points, scores };
  }

  private readHand({ scale }: FrameCoding): HandLandmarks {
    const side = this.take() === 0 ? 'left' : 'right';
    const score = this.take() / SCORE_SCALE;
    return { side, points: Float32Array.from({ length: 2 * HAND_POINTS }, () => this.take() / scale), score };
  }

  private take(): number {
    const value = this.values[this.next++];
    if (value === undefined) throw new RangeError('The landmarks end in the middle of a frame: write the file again.');
    return value;
  }
}
