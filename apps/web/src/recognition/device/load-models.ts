import { parseMotionModel, type MotionModel } from '@bapsang/recognition/motion/motion-model';
import { LandmarkModels } from '@bapsang/recognition/vision/landmark-models';
import { prepareOperationRun } from '@bapsang/recognition/vision/model-run';
import { MODEL_ADDRESSES } from './model-addresses';
import { RecognizerError } from './recognizer';

/** What all models together have, bytes. Only the progress hangs on it, so it may be a little wrong. */
const ABOUT_BYTES = 9_140_000;

/** Share of the progress that is loading; the rest is making the models ready. */
const LOADING_SHARE = 0.95;

/** Everything that recognition needs. */
export interface LoadedModels {
  readonly landmarks: LandmarkModels;
  readonly motion: MotionModel;
}

/**
 * Loads the models from the page's server. The backend must have been started.
 * @param progress hears how much is done, per cent
 * @throws RecognizerError `unreachable` where a file does not come
 */
export async function loadModels(progress: (percent: number) => void): Promise<LoadedModels> {
  let loaded = 0;
  const count = (bytes: number): void => {
    loaded += bytes;
    progress(Math.round(100 * LOADING_SHARE * Math.min(1, loaded / ABOUT_BYTES)));
  };
  const load = (name: keyof typeof MODEL_ADDRESSES): Promise<Uint8Array> => loadFile(MODEL_ADDRESSES[name], count);
  const [faceDetector, faceMesh, hand, bodyGraph, bodyWeights, motionModel] = await Promise.all([
    load('faceDetector'),
    load('faceMesh'),
    load('hand'),
    load('bodyGraph'),
    load('bodyWeights'),
    load('motionModel'),
  ]);
  const files = { faceDetector, faceMesh, hand, bodyGraph, bodyWeights };
  const landmarks = await LandmarkModels.load(files, prepareOperationRun);
  const motion = parseMotionModel(JSON.parse(new TextDecoder().decode(motionModel)));
  progress(100);
  return { landmarks, motion };
}

async function loadFile(address: string, count: (bytes: number) => void): Promise<Uint8Array> {
  try {
    const response = await fetch(address);
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    return await readAll(response.body, count);
  } catch (error) {
    throw new RecognizerError('unreachable', `${address} could not be loaded: ${String(error)}`);
  }
}

async function readAll(body: ReadableStream<Uint8Array>, count: (bytes: number) => void): Promise<Uint8Array> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    parts.push(value);
    count(value.byteLength);
  }
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
