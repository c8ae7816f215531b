import type { InferenceBackend } from '@bapsang/shared';

/** What is measured: a single model on one frame, a whole frame with more and more looked for, or the decoder. */
export const SUBJECTS = [
  'decode a JPEG of 320x240',
  'face detector',
  'face mesh',
  'body',
  'one hand',
  'frame: face only',
  'frame: face and body',
  'frame: face, body and one hand',
] as const;

/** One of {@link SUBJECTS}. */
export type Subject = (typeof SUBJECTS)[number];

/** Asks a process for one round. */
export interface RoundRequest {
  /** How often each subject is run. */
  readonly runs: number;
}

/** What a process tells once it can measure. */
export interface Ready {
  readonly type: 'ready';
  readonly backend: InferenceBackend;
  readonly note: string;
}

/** What one run of a subject took, all runs of a round. */
export interface Cost {
  /** Of each run, ms. */
  readonly wall: readonly number[];
  /** Of all runs, by all threads of the process, ms. */
  readonly processor: number;
}

/** A round's answer. */
export interface Round {
  readonly type: 'round';
  readonly costs: Readonly<Record<Subject, Cost>>;
  /** Memory that the process has written to, and all that it holds (libraries too, which others can share), MiB; undefined where the system does not tell. */
  readonly memory: { readonly written: number; readonly resident: number } | undefined;
  readonly tensors: number;
}
