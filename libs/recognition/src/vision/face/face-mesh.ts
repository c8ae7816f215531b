import { FACE_POINTS, type FaceLandmarks } from '../../motion/frame-landmarks';
import { cropRegion, ZERO_TO_ONE } from '../image/region-crop';
import { toFrame, type Region } from '../image/region';
import type { PrepareModelRun } from '../model-run';
import type { Pixels } from '../pixels';
import { sigmoid } from '../sigmoid';
import { TfliteGraph } from '../tflite/tflite-graph';

/** Side of the mesh model's input. */
const SIDE = 192;
/** Numbers per point: x, y, depth. */
const NUMBERS_PER_POINT = 3;

/** MediaPipe's face mesh: 468 points of one face. */
export class FaceMesh {
  private constructor(private readonly graph: TfliteGraph) {}

  /** @param bytes face-landmark.tflite */
  static load(bytes: Uint8Array, prepareModelRun: PrepareModelRun): FaceMesh {
    return new FaceMesh(TfliteGraph.load(bytes, prepareModelRun));
  }

  /**
   * Lays the mesh over the face in a region.
   * @param region a square about the face, half as large again as the face and turned with it
   */
  find(frame: Pixels, region: Region): FaceLandmarks {
    const input = cropRegion(frame, region, { width: SIDE, height: SIDE }, ZERO_TO_ONE);
    const [coordinates, scores] = this.graph.run(input);
    if (!coordinates || !scores) throw new Error('The face mesh has other outputs than expected.');
    const points = new Float32Array(2 * FACE_POINTS);
    for (let point = 0; point < FACE_POINTS; point++) {
      const u = (coordinates[point * NUMBERS_PER_POINT] ?? 0) / SIDE;
      const v = (coordinates[point * NUMBERS_PER_POINT + 1] ?? 0) / SIDE;
      const { x, y } = toFrame(region, u, v);
      points[2 * point] = x;
      points[2 * point + 1] = y;
    }
    return { points, score: sigmoid(scores[0] ?? -Infinity) };
  }

  dispose(): void {
    this.graph.dispose();
  }
}
