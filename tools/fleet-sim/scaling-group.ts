import type { GroupBounds, ScalingPolicy } from '../../infra/aws/scaling-policy';
import type { Random } from '../openvidu-fuzz/random';
import type { Assumptions } from './assumptions';
import type { Dispatch } from './dispatch';
import type { EventQueue } from './event-queue';
import type { ParticipantFlow } from './participant-flow';
import { desiredCapacity } from './target-tracking';
import { timeIn } from './time-range';
import { Worker, type WorkerKind } from './worker';

/** What the groups of one fleet share. */
export interface FleetParts {
  readonly policy: ScalingPolicy;
  readonly assumptions: Assumptions;
  readonly queue: EventQueue;
  readonly dispatch: Dispatch;
  readonly flow: ParticipantFlow;
  readonly random: Random;
}

/** Of one group. */
export interface GroupOptions {
  readonly kind: WorkerKind;
  readonly bounds: GroupBounds;
  /** Stopped instances kept ready; 0 for none. */
  readonly warmPool: number;
  /** Places of each worker. */
  readonly places: number;
}

/** One Auto Scaling group of ai-workers: launches and ends instances until there are as many as desired. */
export class ScalingGroup {
  /** Instances that start or serve; those that drain do not count any more. */
  readonly #workers = new Set<Worker>();
  /** Instances that drain. */
  readonly #leaving = new Set<Worker>();
  #desired: number;
  #pool: number;
  #warmUntil = 0;
  #paid = 0;
  #launchable = true;

  constructor(
    private readonly parts: FleetParts,
    private readonly options: GroupOptions,
  ) {
    this.#desired = options.bounds.minimum;
    this.#pool = options.warmPool;
    for (let count = 0; count < this.#desired; count += 1) this.#register(this.#newWorker());
  }

  /** Instances that are paid for now. */
  get running(): number {
    return this.#workers.size + this.#leaving.size;
  }

  /** Instance time paid for until now, ms, that of filling the warm pool included. */
  get paid(): number {
    const now = this.parts.queue.now;
    return [...this.#workers, ...this.#leaving].reduce((sum, { launchedAt }) => sum + now - launchedAt, this.#paid);
  }

  /** Whether EC2 has instances of this kind to give. */
  setLaunchable(launchable: boolean): void {
    this.#launchable = launchable;
    this.reconcile();
  }

  /** Decides by the metric, as the policy does every minute. @param datapoints the newest last */
  track(datapoints: readonly number[]): void {
    const { policy, assumptions, queue } = this.parts;
    this.#desired = desiredCapacity(policy.tracking, assumptions.alarms, datapoints, {
      bounds: this.options.bounds,
      desired: this.#desired,
      inService: this.#inService.length,
      warmingUp: queue.now < this.#warmUntil,
    });
    this.reconcile();
  }

  /** EC2 takes some instances back. @param probability of each one */
  interrupt(probability: number): void {
    const { assumptions, queue, random } = this.parts;
    for (const worker of this.#inService.filter(() => random.chance(probability))) {
      this.#drain(worker, assumptions.interruptionNotice, () => undefined);
      queue.after(assumptions.interruptionNotice, () => this.#end(worker));
    }
    this.reconcile();
  }

  /** Some instances end without warning. @param probability of each one */
  crash(probability: number): void {
    const { assumptions, queue, random, dispatch, flow } = this.parts;
    for (const worker of this.#inService.filter(() => random.chance(probability))) {
      dispatch.close(worker);
      this.#end(worker);
      flow.lose(worker);
      queue.after(assumptions.healthCheck, () => this.reconcile());
    }
  }

  /** Launches what is missing, drains what is too much: the oldest first. */
  reconcile(): void {
    while (this.#launchable && this.#workers.size < this.#desired) this.#launch();
    const surplus = this.#workers.size - this.#desired;
    if (surplus <= 0) return;
    for (const worker of this.#inService.slice(0, surplus)) {
      this.#drain(worker, this.parts.policy.drain.deadline, () => {
        this.#end(worker);
        this.#pool = Math.min(this.options.warmPool, this.#pool + 1);
      });
    }
  }

  get #inService(): Worker[] {
    return [...this.#workers].filter(({ state }) => state === 'open');
  }

  #launch(): void {
    const { assumptions, policy, queue, random } = this.parts;
    const warm = this.#pool > 0;
    if (warm) this.#takeFromPool();
    const worker = this.#newWorker();
    const boot = timeIn(warm ? assumptions.warmBoot : assumptions.coldBoot, random);
    this.#warmUntil = Math.max(this.#warmUntil, queue.now + Math.max(boot, policy.tracking.instanceWarmup));
    queue.after(boot, () => this.#register(worker));
  }

  /** Takes an instance out of the pool, which launches another one in its stead and stops it. */
  #takeFromPool(): void {
    const { assumptions, queue, random } = this.parts;
    this.#pool -= 1;
    const preparing = timeIn(assumptions.coldBoot, random) + assumptions.stopping;
    queue.after(preparing, () => {
      this.#paid += preparing;
      this.#pool = Math.min(this.options.warmPool, this.#pool + 1);
    });
  }

  #newWorker(): Worker {
    const worker = new Worker(this.options.kind, this.options.places, this.parts.queue.now);
    this.#workers.add(worker);
    return worker;
  }

  #register(worker: Worker): void {
    if (worker.state === 'starting') this.parts.dispatch.add(worker);
    this.reconcile();
  }

  #drain(worker: Worker, time: number, empty: () => void): void {
    this.#workers.delete(worker);
    this.#leaving.add(worker);
    worker.state = 'draining';
    this.parts.dispatch.close(worker);
    this.parts.flow.drain(worker, Math.min(time, this.parts.policy.drain.deadline), empty);
  }

  #end(worker: Worker): void {
    if (worker.state === 'ended') return;
    worker.state = 'ended';
    this.#workers.delete(worker);
    this.#leaving.delete(worker);
    this.#paid += this.parts.queue.now - worker.launchedAt;
  }
}
