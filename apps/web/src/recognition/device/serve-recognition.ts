import { modelName } from '@bapsang/recognition/motion/model-name';
import { ParticipantWatch } from '@bapsang/recognition/participant-watch';
import { loadModels } from './load-models';
import { PixelReader } from './pixel-reader';
import { RecognizerError, type RecognizerFault } from './recognizer';
import type { LookMessage, WorkerMessage } from './worker-messages';

/**
 * Recognises in a Web Worker: loads everything, then answers pictures one after the other.
 * @param startBackend starts what computes; it throws where the browser cannot
 */
export async function serveRecognition(startBackend: () => Promise<void>): Promise<void> {
  try {
    const { look, model } = await prepare(startBackend);
    addEventListener('message', ({ data }: MessageEvent<LookMessage>) => {
      try {
        tell(look(data));
      } catch (error) {
        fail('crashed', error);
      }
    });
    tell({ type: 'ready', model });
  } catch (error) {
    fail(error instanceof RecognizerError ? error.fault : 'crashed', error);
  }
}

/** @throws RecognizerError where the browser cannot, or a file does not come */
async function prepare(
  startBackend: () => Promise<void>,
): Promise<{ look: (message: LookMessage) => WorkerMessage; model: string }> {
  const reader = await supported(async () => {
    await startBackend();
    return new PixelReader();
  });
  const { landmarks, motion } = await loadModels((percent) => tell({ type: 'progress', percent }));
  const participant = new ParticipantWatch(landmarks, motion);
  const look = ({ bitmap, capturedAt, effort }: LookMessage): WorkerMessage => {
    const began = performance.now();
    const pixels = reader.read(bitmap);
    const decode = performance.now() - began;
    const { update, timings } = participant.look(pixels, capturedAt, effort);
    return { type: 'seen', update, timings: { ...timings, decode, total: performance.now() - began } };
  };
  return { look, model: modelName(motion) };
}

async function supported<T>(begin: () => Promise<T>): Promise<T> {
  try {
    return await begin();
  } catch (error) {
    throw new RecognizerError('unsupported', String(error));
  }
}

function fail(fault: RecognizerFault, error: unknown): void {
  tell({ type: 'failed', fault, message: String(error) });
}

function tell(message: WorkerMessage): void {
  postMessage(message);
}
