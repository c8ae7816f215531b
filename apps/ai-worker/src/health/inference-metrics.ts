import { Counter, Gauge, type Registry } from 'prom-client';
import type { ProcessHealth } from '../inference/pool-process';

/** A figure of each inference process; `name` without the prefix `ai_worker_process_`. */
interface ProcessFigure {
  readonly name: string;
  readonly help: string;
  readonly of: (process: ProcessHealth) => number;
}

const GAUGES: readonly ProcessFigure[] = [
  { name: 'ready', help: 'Whether the process takes frames.', of: ({ state }) => (state === 'ready' ? 1 : 0) },
  { name: 'participants', help: 'Participants pinned to the process.', of: ({ participants }) => participants },
  { name: 'tensors', help: 'Tensors allocated.', of: ({ tensors }) => tensors },
  { name: 'resident_memory_bytes', help: 'Resident memory in bytes.', of: ({ memory }) => memory * 2 ** 20 },
  { name: 'effort_step', help: 'How far the work is lowered, 0 not at all to 5.', of: ({ step }) => step },
  {
    name: 'body_interval_frames',
    help: 'The body is looked for on every so many frames.',
    of: ({ effort }) => effort.body,
  },
  {
    name: 'hands_interval_frames',
    help: 'Hands are looked for on every so many frames.',
    of: ({ effort }) => effort.hands,
  },
  {
    name: 'requested_frames_per_second',
    help: 'Frames a second that each participant is asked for.',
    of: ({ framesPerSecond }) => framesPerSecond,
  },
  { name: 'busy_ratio', help: 'Share of the last second in which it had a frame to look at.', of: ({ busy }) => busy },
  { name: 'waiting_frames', help: 'Frames that wait for their turn.', of: ({ waiting }) => waiting },
  {
    name: 'queue_age_seconds',
    help: 'How long the frame that waits longest has been due.',
    of: ({ queueAge }) => queueAge / 1000,
  },
];

/** Registers what health says of each inference process, `ai_worker_process_*`; it is read when somebody asks. */
export function registerInferenceMetrics(registry: Registry, processes: () => readonly ProcessHealth[]): void {
  const registers = [registry];
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      name: `ai_worker_process_${name}`,
      help,
      labelNames: ['process'],
      registers,
      collect() {
        for (const process of processes()) this.set({ process: process.name }, of(process));
      },
    });
  }
  new Counter({
    name: 'ai_worker_process_restarts_total',
    help: 'How often the process had to be started again.',
    labelNames: ['process'],
    registers,
    collect() {
      this.reset();
      for (const { name, restarts } of processes()) this.inc({ process: name }, restarts);
    },
  });
}
