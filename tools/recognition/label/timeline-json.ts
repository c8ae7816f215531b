import { basename } from 'node:path';
import type { WatchedClip } from './watch-clip';

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The timeline for programs; times in ms from the begin of the clip, numbers with three decimals. */
export function timelineJson({ file, steps, backend, ...clip }: WatchedClip): string {
  const content = {
    clip: basename(file),
    ...clip,
    frames: steps.length,
    backend: backend.backend,
    backendNote: backend.note,
    steps,
  };
  return `${JSON.stringify(content, (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value), 1)}\n`;
}
