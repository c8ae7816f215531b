import { setTimeout as sleep } from 'node:timers/promises';
import type { EatingEvent, KeptReports, MotionReport } from '@bapsang/shared';
import { DiallingWorker, report } from '../../../apps/api/src/testing/worker.spec-support';
import type { Random } from '../../../tools/openvidu-fuzz/random';

/** How long a worker waits before it dials again, ms. */
const REDIAL_PAUSE = 50;

/** How many reports it sends together at most. */
const BATCH = 50;

/** Who is reported about. */
export type Reported = Pick<MotionReport, 'mealId' | 'participantId' | 'connectionId'>;

/**
 * An ai-worker over the real protocol that reports bites and sips by chance, as fast as the api takes them: it keeps each report
 * until it is told that it is kept, forgets it then, and sends all others again over every new link.
 */
export class ScriptedReporter {
  /** Everything that it ever reported, by participant. */
  readonly script = new Map<string, EatingEvent[]>();
  readonly #unkept = new Map<number, MotionReport>();
  #sequence = 0;
  #ending = false;
  readonly #running: Promise<void>;

  constructor(
    private readonly apiUrl: string,
    private readonly workerId: string,
    private readonly participants: readonly Reported[],
    private readonly random: Random,
    /** The time from one report to the next, ms. */
    private readonly pause: number,
  ) {
    this.#running = this.#run();
  }

  /** How many reports it was told are kept. */
  get kept(): number {
    return this.#sequence - this.#unkept.size;
  }

  /** Reports nothing new; resolves once everything is kept. */
  async end(): Promise<void> {
    this.#ending = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#ending || this.#unkept.size > 0) {
      await this.#dial().catch(() => undefined);
      await sleep(REDIAL_PAUSE);
    }
  }

  async #dial(): Promise<void> {
    const worker = await DiallingWorker.register(this.apiUrl, this.workerId);
    try {
      worker.socket.on('kept', ({ upTo }: KeptReports) => this.#forget(upTo));
      const unkept = [...this.#unkept.values()];
      for (let first = 0; first < unkept.length; first += BATCH) {
        await this.#send(worker, unkept.slice(first, first + BATCH));
      }
      while (worker.socket.connected && (!this.#ending || this.#unkept.size > 0)) {
        if (!this.#ending) await this.#send(worker, [this.#see()]);
        await sleep(this.pause);
      }
    } finally {
      worker.close();
    }
  }

  async #send(worker: DiallingWorker, reports: readonly MotionReport[]): Promise<void> {
    const { accepted } = await worker.report(...reports);
    if (!accepted) throw new Error('The reports were refused; they are sent again over another link.');
  }

  #see(): MotionReport {
    const participant = this.random.pick(this.participants);
    const { mealId, participantId, connectionId } = participant;
    const script = this.script.get(participantId) ?? [];
    this.script.set(participantId, script);
    const events = Array.from({ length: 1 + this.random.below(2) }, (_, index) => {
      const beganAt = 10_000 * (script.length + index + 1);
      const kind = this.random.chance(0.7) ? ('bite' as const) : ('sip' as const);
      return { kind, beganAt, contactAt: beganAt + 300, endedAt: beganAt + 900, confidence: 0.5 };
    });
    script.push(...events);
    this.#sequence += 1;
    const seen = report({ mealId, participantId, connectionId, sequence: this.#sequence, events });
    this.#unkept.set(seen.sequence, seen);
    return seen;
  }

  #forget(upTo: number): void {
    for (const sequence of this.#unkept.keys()) if (sequence <= upTo) this.#unkept.delete(sequence);
  }
}
