import { ApplicationError } from '@bapsang/shared';
import type { Logger } from '@bapsang/server';
import { InferenceChild, type ChildEnd, type InferenceLaunch } from './inference-child';
import type { FrameMessage, FrameSeen, InferenceReady } from './inference-messages';
import { restartDelay, STABLE_AFTER } from './restart-delay';

/** Where a supervised process stands: being started, at work, waiting to be started again, ended for good. */
export type ProcessState = 'starting' | 'ready' | 'waiting' | 'closed';

/** Who hears when a supervised process can work and when it cannot. */
export interface SupervisorListener {
  ready(supervisor: ProcessSupervisor, message: InferenceReady): void;
  /** Everything that the process remembered of participants is gone. */
  lost(supervisor: ProcessSupervisor): void;
}

/** Keeps one inference process running: starts it, and starts it again whenever it ends. */
export class ProcessSupervisor {
  private child: InferenceChild | undefined;
  private current: ProcessState = 'waiting';
  private restartTimer: NodeJS.Timeout | undefined;
  private readySince = 0;
  private failures = 0;
  private restartCount = 0;
  private closed: Promise<void> | undefined;
  private whenEnded: (() => void) | undefined;

  /**
   * @param name tells the processes of a worker apart in the log
   */
  constructor(
    readonly name: string,
    private readonly launch: InferenceLaunch,
    private readonly listener: SupervisorListener,
    private readonly logger: Logger,
  ) {}

  get state(): ProcessState {
    return this.current;
  }

  /** How often the process had to be started again. */
  get restarts(): number {
    return this.restartCount;
  }

  /** Id of the running process. */
  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resident set at the last ping, bytes. */
  get memory(): number {
    return this.child?.memory ?? 0;
  }

  /** Tensors allocated at the last ping. */
  get tensors(): number {
    return this.child?.tensors ?? 0;
  }

  /** The motion model in use at the last ping, as `name@version`. */
  get model(): string | undefined {
    return this.child?.model;
  }

  /** Starts the process; the listener hears when it is ready. */
  start(): void {
    this.current = 'starting';
    this.child = new InferenceChild(this.launch, {
      ready: (message) => this.becomeReady(message),
      ended: (end) => this.lose(end),
    });
  }

  /**
   * Has a frame looked at.
   * @throws ApplicationError what the process says of the frame; `inference_unavailable` while there is no process
   */
  look(frame: Omit<FrameMessage, 'type' | 'id'>): Promise<FrameSeen> {
    if (this.child) return this.child.look(frame);
    return Promise.reject(
      new ApplicationError('inference_unavailable', 'The recognition is starting. Try again in a moment.'),
    );
  }

  /** Lets the process drop what it remembers of a participant. */
  forget(participantId: string): void {
    this.child?.forget(participantId);
  }

  /** Has the process learn a participant's neutral face from the next quiet seconds. */
  calibrate(participantId: string): void {
    this.child?.calibrate(participantId);
  }

  /**
   * Has the process take another motion model between two frames; one that is started later has to be told again.
   * @param model the content of a valid `model.json`, or null for the rules
   */
  useModel(model: unknown): void {
    this.child?.useModel(model);
  }

  /** Ends the process for good. Resolves when it is gone. */
  close(): Promise<void> {
    this.closed ??= new Promise((resolve) => {
      this.current = 'closed';
      clearTimeout(this.restartTimer);
      if (!this.child) {
        resolve();
        return;
      }
      this.whenEnded = resolve;
      this.child.kill('closing');
    });
    return this.closed;
  }

  private becomeReady(message: InferenceReady): void {
    if (this.current === 'closed') return;
    this.current = 'ready';
    this.readySince = performance.now();
    const { backend, note } = message;
    this.logger.info('inference.ready', { process: this.name, pid: this.pid, backend, note });
    this.listener.ready(this, message);
  }

  private lose(end: ChildEnd): void {
    const wasReady = this.current === 'ready';
    const pid = this.pid;
    this.child = undefined;
    if (this.current === 'closed') {
      this.whenEnded?.();
      return;
    }
    const stable = wasReady && performance.now() - this.readySince >= STABLE_AFTER;
    this.failures = stable ? 1 : this.failures + 1;
    const delay = restartDelay(this.failures);
    this.logger.error('inference.lost', { process: this.name, pid, ...end, restartIn: delay });
    this.current = 'waiting';
    this.listener.lost(this);
    this.restartTimer = setTimeout(() => {
      this.restartCount += 1;
      this.start();
    }, delay);
  }
}
