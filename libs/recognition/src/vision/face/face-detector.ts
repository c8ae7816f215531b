import { overlap, type Box } from '../image/box';
import { cropRegion, MINUS_ONE_TO_ONE } from '../image/region-crop';
import { toFrame, type Point, type Region } from '../image/region';
import type { PrepareModelRun } from '../model-run';
import type { Pixels } from '../pixels';
import { sigmoid } from '../sigmoid';
import { TfliteGraph } from '../tflite/tflite-graph';
import { faceAnchors } from './face-anchors';

/** A face that the detector found. */
export interface DetectedFace {
  readonly box: Box;
  /** The person's own right eye, to the left in the picture. */
  readonly rightEye: Point;
  readonly leftEye: Point;
  /** How sure the detector is, 0 to 1. */
  readonly score: number;
}

/** Side of the detector's input. */
const SIDE = 128;
/** Numbers per anchor: centre, size, then x, y of right eye, left eye, nose, mouth, right ear, left ear. */
const NUMBERS_PER_ANCHOR = 16;
const LEAST_SCORE = 0.5;
/** Two detections that overlap more are the same face. */
const SAME_FACE_OVERLAP = 0.3;

const ANCHORS = faceAnchors(SIDE);

/** Of detections of the same face, only the surest stays. */
function withoutDoubles(faces: readonly DetectedFace[]): DetectedFace[] {
  const kept: DetectedFace[] = [];
  for (const face of [...faces].sort((one, other) => other.score - one.score)) {
    if (!kept.some(({ box }) => overlap(box, face.box) > SAME_FACE_OVERLAP)) kept.push(face);
  }
  return kept;
}

/** MediaPipe's short-range face detector: finds faces that are at least about a sixth as high as the region shown. */
export class FaceDetector {
  private constructor(private readonly graph: TfliteGraph) {}

  /** @param bytes face-detection-short-range.tflite */
  static load(bytes: Uint8Array, prepareModelRun: PrepareModelRun): FaceDetector {
    return new FaceDetector(TfliteGraph.load(bytes, prepareModelRun));
  }

  /**
   * Finds faces in an upright, square region of a frame.
   * @returns the faces, the surest first
   */
  detect(frame: Pixels, region: Region): DetectedFace[] {
    const input = cropRegion(frame, region, { width: SIDE, height: SIDE }, MINUS_ONE_TO_ONE);
    const [boxes, scores] = this.graph.run(input);
    if (!boxes || !scores) throw new Error('The face detector has other outputs than expected.');
    const faces = ANCHORS.flatMap((anchor, index) => {
      const score = sigmoid(scores[index] ?? -Infinity);
      if (score < LEAST_SCORE) return [];
      return [decodeFace(boxes.subarray(index * NUMBERS_PER_ANCHOR), anchor, region, score)];
    });
    return withoutDoubles(faces);
  }

  dispose(): void {
    this.graph.dispose();
  }
}

/** @param numbers those of the anchor, in input pixels relative to it */
function decodeFace(numbers: Float32Array, anchor: Point, region: Region, score: number): DetectedFace {
  const place = (across: number, down: number): Point =>
    toFrame(region, anchor.x + across / SIDE, anchor.y + down / SIDE);
  const [x = 0, y = 0, width = 0, height = 0, rightEyeX = 0, rightEyeY = 0, leftEyeX = 0, leftEyeY = 0] = numbers;
  const topLeft = place(x - width / 2, y - height / 2);
  const bottomRight = place(x + width / 2, y + height / 2);
  return {
    box: { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y },
    rightEye: place(rightEyeX, rightEyeY),
    leftEye: place(leftEyeX, leftEyeY),
    score,
  };
}
