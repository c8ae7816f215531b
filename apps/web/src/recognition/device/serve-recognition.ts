import { PictureWatch } from './picture-watch';
import { RecognizerError, type RecognizerFault } from './recognizer';
import type { LookMessage, WorkerMessage } from './worker-messages';

/**
 * Recognises in a Web Worker: loads everything, then answers pictures one after the other.
 * @param startBackend starts what computes; it throws where the browser cannot
 */
export async function serveRecognition(startBackend: () => Promise<void>): Promise<void> {
  try {
    const watch = await PictureWatch.open(startBackend, (percent) => tell({ type: 'progress', percent }));
    addEventListener('message', ({ data }: MessageEvent<LookMessage>) => {
      try {
        const { update, timings } = watch.look(data.bitmap, data.capturedAt, data.effort);
        tell({ type: 'seen', update, timings });
      } catch (error) {
        fail('crashed', error);
      }
    });
    tell({ type: 'ready', model: watch.model });
  } catch (error) {
    fail(error instanceof RecognizerError ? error.fault : 'crashed', error);
  }
}

function fail(fault: RecognizerFault, error: unknown): void {
  tell({ type: 'failed', fault, message: String(error) });
}

function tell(message: WorkerMessage): void {
  postMessage(message);
}
