import {
  prepareOperationRun,
  type InputShape,
  type ModelRun,
  type PrepareModelRun,
} from '@bapsang/recognition/vision/model-run';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordGraph, type RecordedGraph } from './backend-graph-recording';
import { nativeBackend, type NativeBackend } from './backend-native';
import { encodeSavedModel, GRAPH_TAG } from './backend-tensorflow-graph';

/** Loads a graph into TensorFlow, which takes graphs from files only. */
function loadGraph({ binding }: NativeBackend, graph: RecordedGraph): number {
  const folder = mkdtempSync(join(tmpdir(), 'bapsang-graph-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph.nodes));
    return binding.loadSavedModel(folder, GRAPH_TAG);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a model as one graph: TensorFlow fuses its operations, and JavaScript is asked once instead of 200 times. */
class GraphRun implements ModelRun {
  private readonly model: number;
  private readonly input: string;
  private readonly outputs: string;

  constructor(
    private readonly backend: NativeBackend,
    private readonly shape: InputShape,
    graph: RecordedGraph,
  ) {
    this.model = loadGraph(backend, graph);
    this.input = graph.input;
    this.outputs = graph.outputs.join(',');
  }

  run(values: Float32Array): Float32Array[] {
    const { binding } = this.backend;
    const input = binding.createTensor(this.shape, binding.TF_FLOAT, values);
    try {
      const outputs = binding.runSavedModel(this.model, [input], this.input, this.outputs);
      return outputs.map(({ id }) => {
        const read = binding.tensorDataSync(id);
        binding.deleteTensor(id);
        return read;
      });
    } finally {
      binding.deleteTensor(input);
    }
  }

  dispose(): void {
    this.backend.binding.deleteSavedModel(this.model);
  }
}

/**
 * Prepares a model for the backend that runs: on native TensorFlow as one graph, elsewhere operation by operation.
 * @throws Error when native TensorFlow cannot take the model as a graph
 */
export const prepareModelRun: PrepareModelRun = (shape, outputs) => {
  const backend = nativeBackend();
  if (!backend) return prepareOperationRun(shape, outputs);
  return new GraphRun(backend, shape, recordGraph(backend, shape, outputs));
};
