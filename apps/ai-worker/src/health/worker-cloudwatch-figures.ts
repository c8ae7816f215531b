import type { CloudWatchFigure } from '@bapsang/server';

/**
 * The figures of a worker that CloudWatch gets. None has a dimension of its worker, because every metric costs: CloudWatch gives
 * sum, average, greatest and percentiles over all workers.
 */
export const WORKER_CLOUDWATCH_FIGURES: readonly CloudWatchFigure[] = [
  { metric: 'ai_worker_load', name: 'WorkerLoad', unit: 'None' },
  { metric: 'ai_worker_cpu_ratio', name: 'WorkerCpu', unit: 'None' },
  { metric: 'ai_worker_places', name: 'WorkerPlaces', unit: 'Count' },
  { metric: 'ai_worker_participants', name: 'WorkerParticipants', unit: 'Count' },
  { metric: 'ai_worker_frames_total', name: 'WorkerFrames', unit: 'Count' },
  { metric: 'ai_worker_frames_dropped_total', name: 'WorkerFramesDropped', unit: 'Count' },
  {
    metric: 'ai_worker_frame_step_seconds',
    name: 'WorkerFrameDuration',
    unit: 'Seconds',
    where: { step: 'total' },
  },
  { metric: 'ai_worker_frame_step_seconds', name: 'WorkerFrameWait', unit: 'Seconds', where: { step: 'wait' } },
  { metric: 'ai_worker_queue_age_seconds', name: 'WorkerQueueAge', unit: 'Seconds' },
  { metric: 'ai_worker_process_effort_step', name: 'WorkerEffortStep', unit: 'None', merge: 'max' },
  { metric: 'ai_worker_process_ready', name: 'WorkerProcesses', unit: 'Count' },
  { metric: 'ai_worker_reports_unkept', name: 'WorkerReportsUnkept', unit: 'Count' },
  { metric: 'ai_worker_reports_dropped_total', name: 'WorkerReportsDropped', unit: 'Count' },
  { metric: 'ai_worker_tickets_refused_total', name: 'WorkerTicketsRefused', unit: 'Count' },
  { metric: 'ai_worker_moves_total', name: 'WorkerMoves', unit: 'Count' },
];
