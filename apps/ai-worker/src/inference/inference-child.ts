import { ApplicationError } from '@bapsang/shared';
import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import type {
  FrameMessage,
  FrameSeen,
  InferenceReady,
  InferenceSettings,
  MessageFromInference,
  MessageToInference,
  Pong,
} from './inference-messages';

/** Limits of an inference process, ms and bytes. */
export interface InferenceLimits {
  /** How long it may take to become ready. */
  readonly startDeadline: number;
  /** How long it may take to answer a ping, which it does between two frames; beyond that it counts as hung. */
  readonly pingDeadline: number;
  /** How long it may take to answer a frame, those that came before included; beyond that it counts as hung. */
  readonly frameDeadline: number;
  /** How often it is pinged. */
  readonly pingInterval: number;
  /** Resident set that it may not exceed. */
  readonly memoryLimit: number;
}

/** How an inference process is started. */
export interface InferenceLaunch {
  /** The program, JavaScript or, in tests, TypeScript. */
  readonly program: string;
  readonly settings: InferenceSettings;
  readonly limits: InferenceLimits;
}

/** How an inference process ended. */
export interface ChildEnd {
  /** Why, for people. */
  readonly reason: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last that it wrote to its standard error. */
  readonly output: string;
}

/** Who hears of the life of an inference process. */
export interface ChildListener {
  /** Its models are loaded. Called at most once. */
  ready(message: InferenceReady): void;
  /** It is gone; everything that it owed an answer has failed. Called exactly once. */
  ended(end: ChildEnd): void;
}

interface Pending<T> {
  readonly deadline: number;
  readonly resolve: (answer: T) => void;
  readonly reject: (error: ApplicationError) => void;
}

const OUTPUT_KEPT = 2000;

/** Runs TypeScript programs in tests; needs the development dependency tsx. */
const TYPESCRIPT_ARGUMENTS = ['--require', 'tsx/cjs'];

/** One inference process, from its start to its end: frames in, results out, killed when it hangs or grows too large. */
export class InferenceChild {
  private readonly child: ChildProcess;
  private readonly startDeadline: number;
  private readonly frames = new Map<number, Pending<FrameSeen>>();
  private readonly watch: NodeJS.Timeout;
  private lastPing: { readonly id: number; readonly deadline: number } | undefined;
  private lastPong: Pong | undefined;
  private nextId = 1;
  private ready = false;
  private ended = false;
  private killReason: string | undefined;
  private output = '';

  constructor(
    private readonly launch: InferenceLaunch,
    private readonly listener: ChildListener,
  ) {
    this.startDeadline = performance.now() + launch.limits.startDeadline;
    this.child = fork(launch.program, [JSON.stringify(launch.settings)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: extname(launch.program) === '.ts' ? TYPESCRIPT_ARGUMENTS : [],
      env: environmentWithoutSecrets(),
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.output = (this.output + text).slice(-OUTPUT_KEPT);
    });
    this.child.on('message', (message) => this.receive(message as MessageFromInference));
    this.child.on('error', (error) => this.kill(`failed: ${error.message}`));
    this.child.once('close', (code, signal) => this.end(code, signal));
    this.watch = setInterval(() => this.check(), launch.limits.pingInterval);
  }

  /** Process id; undefined where the process could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resident set at the last ping, bytes; 0 before the first. */
  get memory(): number {
    return this.lastPong?.memory ?? 0;
  }

  /** Tensors allocated at the last ping. */
  get tensors(): number {
    return this.lastPong?.tensors ?? 0;
  }

  /** The motion model in use at the last ping, as `name@version`. */
  get model(): string | undefined {
    return this.lastPong?.model;
  }

  /**
   * Has a frame looked at.
   * @throws ApplicationError what the process says of the frame; `inference_unavailable` where the process ends first
   */
  look(frame: Omit<FrameMessage, 'type' | 'id'>): Promise<FrameSeen> {
    if (this.ended || !this.ready) return Promise.reject(unavailable());
    const id = this.nextId++;
    return new Promise<FrameSeen>((resolve, reject) => {
      const deadline = performance.now() + this.launch.limits.frameDeadline;
      this.frames.set(id, { deadline, resolve, reject });
      this.send({ type: 'frame', id, ...frame });
    });
  }

  /** Lets the process drop what it remembers of a participant. */
  forget(participantId: string): void {
    if (this.ready && !this.ended) this.send({ type: 'forget', participantId });
  }

  /** Has the process learn a participant's neutral face from the next quiet seconds. */
  calibrate(participantId: string): void {
    if (this.ready && !this.ended) this.send({ type: 'calibrate', participantId });
  }

  /**
   * Has the process take another motion model between two frames.
   * @param model the content of a valid `model.json`, or null for the rules
   */
  useModel(model: unknown): void {
    if (this.ready && !this.ended) this.send({ type: 'model', model });
  }

  /**
   * Ends the process at once; the listener's `ended` follows.
   * @param reason why, for people
   */
  kill(reason: string): void {
    this.killReason ??= reason;
    // Without a pid the process never began, and no 'close' comes for it.
    if (this.child.pid === undefined) this.end(null, null);
    else this.child.kill('SIGKILL');
  }

  private send(message: MessageToInference): void {
    // A process that is just ending cannot be written to; its end settles everything that is pending.
    this.child.send(message, () => undefined);
  }

  private receive(message: MessageFromInference): void {
    if (this.ended) return;
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.listener.ready(message);
        return;
      case 'pong':
        this.receivePong(message);
        return;
      case 'seen':
        this.take(message.id)?.resolve(message);
        return;
      case 'failed':
        this.take(message.id)?.reject(new ApplicationError(message.code, message.message));
    }
  }

  private receivePong(pong: Pong): void {
    if (pong.id === this.lastPing?.id) this.lastPing = undefined;
    this.lastPong = pong;
    const { memoryLimit } = this.launch.limits;
    if (pong.memory <= memoryLimit) return;
    this.kill(`memory limit exceeded: ${toMebibytes(pong.memory)} of ${toMebibytes(memoryLimit)} MiB`);
  }

  private take(id: number): Pending<FrameSeen> | undefined {
    const pending = this.frames.get(id);
    this.frames.delete(id);
    return pending;
  }

  private check(): void {
    const now = performance.now();
    if (!this.ready) {
      if (now > this.startDeadline) this.kill('start deadline exceeded');
      return;
    }
    const hung = [...this.frames.values(), ...(this.lastPing ? [this.lastPing] : [])].some(
      ({ deadline }) => now > deadline,
    );
    if (hung) {
      this.kill('hung: no answer within the deadline');
      return;
    }
    if (this.lastPing) return;
    this.lastPing = { id: this.nextId++, deadline: now + this.launch.limits.pingDeadline };
    this.send({ type: 'ping', id: this.lastPing.id });
  }

  private end(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.watch);
    for (const { reject } of this.frames.values()) reject(unavailable());
    this.frames.clear();
    this.listener.ended({ reason: this.killReason ?? 'ended by itself', code, signal, output: this.output.trim() });
  }
}

function unavailable(): ApplicationError {
  return new ApplicationError(
    'inference_unavailable',
    'The recognition is starting again. Send the next frame in a moment.',
  );
}

function toMebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function environmentWithoutSecrets(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/SECRET/i.test(name)));
}
