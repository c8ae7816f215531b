import type { Logger } from '@bapsang/server';
import type { InferencePool } from '../inference/inference-pool';
import { benchmarkFrame } from './benchmark-frame';
import { placesFor, type WorkerCapacity } from './worker-capacity';

/** How long the others are waited for once the first inference process is ready, ms. */
const OTHERS_PATIENCE = 10_000;

/** How long it is measured, ms. */
const DURATION = 1000;

/** What {@link SelfBenchmark} needs to know. */
export interface SelfBenchmarkOptions {
  /** How many inference processes there will be. */
  readonly processes: number;
  /** How many frames a second a participant is asked for. */
  readonly framesPerSecond: number;
  /** Size of the frames, pixels. */
  readonly width: number;
  readonly height: number;
  /** How many participants to take whatever is measured; undefined where that follows from it. */
  readonly places: number | undefined;
}

/**
 * Has a worker measure itself once, before it registers and nobody can be disturbed: all its inference processes look at frames
 * at the same time, because they share the processors.
 */
export class SelfBenchmark {
  private timer: NodeJS.Timeout | undefined;
  private begun = false;
  private measured: WorkerCapacity | undefined;

  /** @param done called once, with the capacity known */
  constructor(
    private readonly options: SelfBenchmarkOptions,
    private readonly pool: InferencePool,
    private readonly done: () => void,
    private readonly logger: Logger,
  ) {}

  /** What was measured; undefined until then. */
  get capacity(): WorkerCapacity | undefined {
    return this.measured;
  }

  /** An inference process has become ready. */
  processReady(): void {
    if (this.begun) return;
    this.timer ??= setTimeout(() => void this.run(), OTHERS_PATIENCE);
    if (this.pool.readyProcesses >= this.options.processes) void this.run();
  }

  /** Measures nothing any more. */
  close(): void {
    clearTimeout(this.timer);
    this.begun = true;
  }

  private async run(): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    clearTimeout(this.timer);
    const { processes, framesPerSecond: wanted, width, height, places } = this.options;
    const taking = this.pool.readyProcesses;
    const rate = await this.pool.measure(await benchmarkFrame(width, height), DURATION);
    // Those that are not ready yet will add as much as the others, as far as anybody can tell now.
    const framesPerSecond = Math.round(((rate * processes) / Math.max(1, taking)) * 10) / 10;
    this.measured = { framesPerSecond, places: places ?? placesFor(framesPerSecond, wanted) };
    this.logger.info('worker.measured', { ...this.measured, processes: taking, backend: this.pool.backend });
    this.done();
  }
}
