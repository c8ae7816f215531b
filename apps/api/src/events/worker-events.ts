import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { WorkerRecord } from '../recognition/dispatch/worker-record';
import { WorkerRegistry } from '../recognition/dispatch/worker-registry';
import { RecentEvents, type ToldEvent } from './recent-events';

/** Tells administrators of the workers that come and go. */
@Injectable()
export class WorkerEvents implements OnModuleInit {
  constructor(
    private readonly workers: WorkerRegistry,
    private readonly events: RecentEvents,
  ) {}

  onModuleInit(): void {
    this.workers.onChange((workerId, before, after) => {
      for (const event of eventsOf(before, after)) this.events.tell({ ...event, workerId });
    });
  }
}

/** What a change of a worker's record tells; most tell nothing. */
export function eventsOf(before: WorkerRecord | undefined, after: WorkerRecord | undefined): readonly ToldEvent[] {
  const was = before?.claimedAt === null ? before : undefined;
  const is = after?.claimedAt === null ? after : undefined;
  // The instance that takes a lost worker away claims it first; nobody else does while that one is at it.
  if (was && !is) return [{ kind: 'worker lost', reason: was.draining ? 'drained' : 'not heard' }];
  return [
    ...(is && !was ? [{ kind: 'worker registered' } as const] : []),
    ...(is?.draining && !was?.draining ? [{ kind: 'worker draining' } as const] : []),
  ];
}
