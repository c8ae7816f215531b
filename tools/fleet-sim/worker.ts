/** What an instance costs and how it ends. */
export type WorkerKind = 'onDemand' | 'spot';

/** One participant of the evening. */
export interface Participant {
  readonly mealId: number;
  /** Whose frames go to it; nobody's while waiting. */
  worker: Worker | undefined;
  /** Since when there has been no worker although one was asked for, ms of the day. */
  waitingSince: number | undefined;
  /** How often a ticket was asked for in vain, since the last one that was given. */
  attempts: number;
  gone: boolean;
}

/** One ai-worker on its instance. */
export class Worker {
  /** `starting`: not registered; `open`: takes participants; `draining`: moves them away; `ended`: the instance is gone. */
  state: 'starting' | 'open' | 'draining' | 'ended' = 'starting';
  readonly participants = new Set<Participant>();

  /**
   * @param kind of the instance
   * @param places how many participants it takes
   * @param launchedAt since when the instance is paid for, ms of the day
   */
  constructor(
    readonly kind: WorkerKind,
    readonly places: number,
    readonly launchedAt: number,
  ) {}

  /** How many more it takes. */
  get free(): number {
    return this.places - this.participants.size;
  }
}
