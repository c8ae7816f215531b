import { HAND_POINTS } from '../../motion/frame-landmarks';
import { cropRegion, ZERO_TO_ONE } from '../image/region-crop';
import { toFrame, type Region } from '../image/region';
import type { PrepareModelRun } from '../model-run';
import type { Pixels } from '../pixels';
import { TfliteGraph } from '../tflite/tflite-graph';

/** What the hand model says about a region. */
export interface HandInRegion {
  /** x, y of each of HAND_POINTS points in pixels of the frame. */
  readonly points: Float32Array;
  /** How sure the model is that the region shows a hand, 0 to 1. */
  readonly score: number;
}

/** Side of the hand model's input. */
const SIDE = 224;
/** Numbers per point: x, y, depth. */
const NUMBERS_PER_POINT = 3;

/** MediaPipe's hand landmarks (lite): 21 points of one hand. */
export class HandModel {
  private constructor(private readonly graph: TfliteGraph) {}

  /** @param bytes hand-landmark-lite.tflite */
  static load(bytes: Uint8Array, prepareModelRun: PrepareModelRun): HandModel {
    return new HandModel(TfliteGraph.load(bytes, prepareModelRun));
  }

  /**
   * Finds the points of the hand in a region.
   * @param region a square about the hand, turned so that the fingers point up
   */
  find(frame: Pixels, region: Region): HandInRegion {
    const input = cropRegion(frame, region, { width: SIDE, height: SIDE }, ZERO_TO_ONE);
    const [coordinates, presence] = this.graph.run(input);
    if (!coordinates || !presence) throw new Error('The hand model has other outputs than expected.');
    const points = new Float32Array(2 * HAND_POINTS);
    for (let point = 0; point < HAND_POINTS; point++) {
      const u = (coordinates[point * NUMBERS_PER_POINT] ?? 0) / SIDE;
      const v = (coordinates[point * NUMBERS_PER_POINT + 1] ?? 0) / SIDE;
      const { x, y } = toFrame(region, u, v);
      points[2 * point] = x;
      points[2 * point + 1] = y;
    }
    return { points, score: presence[0] ?? 0 };
  }

  dispose(): void {
    this.graph.dispose();
  }
}
