import type { Effort } from '@bapsang/recognition/vision/effort';
import type { Picture } from './picture-source';
import { type RecognizedPicture, type Recognizer, RecognizerError, type RecognizerFault } from './recognizer';
import type { LookMessage, WorkerMessage } from './worker-messages';

/** How long loading may go without progress, ms: half a minute of nothing is a lost network. */
const LOAD_DEADLINE = 30_000;

/** How long a picture may take, ms: the slowest phones need about one second. */
const LOOK_DEADLINE = 15_000;

/** What is needed of a `Worker`. */
export type RecognitionWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

type Answer = Exclude<WorkerMessage, { type: 'progress' | 'failed' }>;

/** A recogniser in a Web Worker. */
export class WorkerRecognizer implements Recognizer {
  readonly #worker: RecognitionWorker;
  #progress: (percent: number) => void = () => undefined;
  #awaited: { readonly take: (answer: Answer) => void; readonly fail: (error: RecognizerError) => void } | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** What ended it, once something has. */
  #end: RecognizerError | undefined;

  constructor(worker: RecognitionWorker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#hear(data);
    worker.onerror = (event) => this.#fail('crashed', event.message);
    worker.onmessageerror = () => this.#fail('crashed', 'A message could not be read.');
  }

  async start(progress: (percent: number) => void): Promise<string> {
    this.#progress = (percent) => {
      this.#setDeadline(LOAD_DEADLINE, 'unreachable');
      progress(percent);
    };
    const answer = await this.#answer(LOAD_DEADLINE, 'unreachable');
    if (answer.type !== 'ready') throw new RecognizerError('crashed', `It began with ${answer.type}.`);
    return answer.model;
  }

  async look({ bitmap, capturedAt }: Picture, effort: Effort): Promise<RecognizedPicture> {
    const answered = this.#answer(LOOK_DEADLINE, 'crashed');
    const message: LookMessage = { type: 'look', bitmap, capturedAt, effort };
    this.#worker.postMessage(message, [bitmap]);
    const answer = await answered;
    if (answer.type !== 'seen') throw new RecognizerError('crashed', `It answered a picture with ${answer.type}.`);
    return { update: answer.update, timings: answer.timings };
  }

  close(): void {
    this.#fail('crashed', 'It was closed.');
  }

  #hear(message: WorkerMessage): void {
    if (message.type === 'failed') {
      this.#fail(message.fault, message.message);
    } else if (message.type === 'progress') {
      this.#progress(message.percent);
    } else {
      clearTimeout(this.#deadline);
      this.#awaited?.take(message);
    }
  }

  /** @param late what it is when no answer comes */
  #answer(deadline: number, late: RecognizerFault): Promise<Answer> {
    if (this.#end) return Promise.reject(this.#end);
    return new Promise((take, fail) => {
      this.#awaited = { take, fail };
      this.#setDeadline(deadline, late);
    });
  }

  #setDeadline(deadline: number, late: RecognizerFault): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#fail(late, 'It did not answer in time.'), deadline);
  }

  #fail(fault: RecognizerFault, message: string): void {
    if (this.#end) return;
    this.#end = new RecognizerError(fault, message);
    clearTimeout(this.#deadline);
    this.#worker.terminate();
    this.#awaited?.fail(this.#end);
  }
}
