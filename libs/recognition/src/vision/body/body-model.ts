import { loadGraphModel, type GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import type { BodyLandmarks } from '../../motion/frame-landmarks';
import { cropRegion, MINUS_ONE_TO_ONE } from '../image/region-crop';
import { toFrame, wholeFrame, type InputSize } from '../image/region';
import type { ModelRun, PrepareModelRun } from '../model-run';
import type { Pixels } from '../pixels';
import { decodeBody, type BodyGrid, type BodyHeads } from './body-decoder';

/** MoveNet takes any input whose sides are multiples of 32; the cost goes with the area. 160 x 128 fits 4:3 frames. */
export const BODY_INPUT: InputSize = { width: 160, height: 128 };

/** The input that MoveNet was converted for. */
const ORIGINAL_SIDE = 192;
/** Input pixels per cell of the output grids. */
const STRIDE = 4;

const GRAPH = 'StatefulPartitionedCall/';
/** Past the model's own normalisation: takes values from -1 to 1. */
const INPUT_NODE = `${GRAPH}sub_1`;
/** The four heads before the model's own post-processing, which only works for square inputs. */
const HEAD_NODES = [
  `${GRAPH}center_0/conv2d_4/BiasAdd`,
  `${GRAPH}kpt_heatmap_0/conv2d_5/BiasAdd`,
  `${GRAPH}kpt_regress_0/conv2d_6/BiasAdd`,
  `${GRAPH}kpt_offset_0/conv2d_7/BiasAdd`,
];
const CENTRE_WEIGHTS = `ConstantFolding/${GRAPH}truediv_2_recip`;
const UPSAMPLED_SIZE = /up_sampling2d(_\d)?\/mul$/;

/** A weight of the model by its name. */
function weightOf(model: GraphModel, name: string): tf.Tensor {
  const weight = model.weights[name]?.[0];
  if (!weight) throw new Error(`MoveNet has no weight ${name}: it is another version than this code is written for.`);
  return weight;
}

/** The model has the sizes of its upsampled layers as constants: makes them fit another input. */
function fitToInput(model: GraphModel, input: InputSize): void {
  for (const name of Object.keys(model.weights).filter((candidate) => UPSAMPLED_SIZE.test(candidate))) {
    const original = weightOf(model, name);
    const [height = 0, width = 0] = original.dataSync();
    const fitted = [(height * input.height) / ORIGINAL_SIDE, (width * input.width) / ORIGINAL_SIDE];
    model.weights[name] = [tf.tensor1d(fitted, 'int32')];
    original.dispose();
  }
}

/** The model prefers people in the middle, by a weight for each cell of its square grid: the same for another grid. */
function centreWeights(model: GraphModel, { columns, rows }: Pick<BodyGrid, 'columns' | 'rows'>): Float32Array {
  const original = weightOf(model, CENTRE_WEIGHTS).dataSync();
  const side = ORIGINAL_SIDE / STRIDE;
  const nearest = (index: number, count: number): number => Math.floor(((index + 0.5) / count) * side);
  return Float32Array.from({ length: columns * rows }, (_, cell) => {
    const row = nearest(Math.floor(cell / columns), rows);
    return original[row * side + nearest(cell % columns, columns)] ?? 0;
  });
}

/** MoveNet (lightning): the 17 points of the most central body, without the model's own post-processing. */
export class BodyModel {
  private constructor(
    private readonly model: GraphModel,
    private readonly modelRun: ModelRun,
    private readonly input: InputSize,
    private readonly grid: BodyGrid,
  ) {}

  /**
   * @param artifacts movenet-lightning, as tfjs-converter wants it
   * @param prepareModelRun prepares it for the backend that runs
   * @param input size of the input, its sides multiples of 32
   */
  static async load(
    artifacts: tf.io.ModelArtifacts,
    prepareModelRun: PrepareModelRun,
    input: InputSize = BODY_INPUT,
  ): Promise<BodyModel> {
    const model = await loadGraphModel({ load: () => Promise.resolve(artifacts) });
    const size = { columns: input.width / STRIDE, rows: input.height / STRIDE };
    const grid = { ...size, centreWeights: centreWeights(model, size) };
    fitToInput(model, input);
    const modelRun = prepareModelRun([1, input.height, input.width, 3], (tensor) => {
      const outputs = model.execute({ [INPUT_NODE]: tensor }, HEAD_NODES);
      return Array.isArray(outputs) ? outputs : [outputs];
    });
    return new BodyModel(model, modelRun, input, grid);
  }

  /** Points and scores of the body that is most likely there; it answers with low scores where there is none. */
  find(frame: Pixels): BodyLandmarks {
    const region = wholeFrame(frame, this.input);
    const values = cropRegion(frame, region, this.input, MINUS_ONE_TO_ONE);
    const body = decodeBody(this.run(values), this.grid);
    for (let point = 0; point < body.scores.length; point++) {
      const { x, y } = toFrame(region, body.points[2 * point] ?? 0, body.points[2 * point + 1] ?? 0);
      body.points[2 * point] = x;
      body.points[2 * point + 1] = y;
    }
    return body;
  }

  dispose(): void {
    this.modelRun.dispose();
    this.model.dispose();
  }

  private run(values: Float32Array): BodyHeads {
    const [centre, heatmaps, regressions, offsets] = this.modelRun.run(values);
    if (!centre || !heatmaps || !regressions || !offsets) throw new Error('MoveNet has other outputs than expected.');
    return { centre, heatmaps, regressions, offsets };
  }
}
