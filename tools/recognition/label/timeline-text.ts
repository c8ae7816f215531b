import { basename } from 'node:path';
import { medianOf } from '../evaluation/chewing-rate';
import type { ClipSpan, WatchedClip } from './watch-clip';

const seconds = (ms: number): string => (ms / 1000).toFixed(2).padStart(7);

/** The timeline in words: a line for each motion and each event in the order of time, then what each step cost. */
export function timelineText(clip: WatchedClip): string {
  const spans = clip.spans.map((span) => ({ at: span.from, line: lineOfSpan(span, clip) }));
  const events = clip.events.map(({ kind, beganAt, contactAt, endedAt, confidence }) => ({
    at: contactAt,
    line:
      `${seconds(contactAt)}            * ${kind.toUpperCase()} at ${(contactAt / 1000).toFixed(2)} s, ` +
      `from ${(beganAt / 1000).toFixed(2)} to ${(endedAt / 1000).toFixed(2)} s, confidence ${confidence.toFixed(2)}`,
  }));
  const lines = [...spans, ...events].sort((a, b) => a.at - b.at).map(({ line }) => line);
  return [headline(clip), '', '   from       to   motion (mean confidence)', ...lines, '', costs(clip)].join('\n');
}

/** What was watched and by what, in one line. */
export function headline({
  file,
  steps,
  width,
  height,
  durationMs,
  framesPerSecond,
  backend,
  model,
}: WatchedClip): string {
  return (
    `${basename(file)}: ${(durationMs / 1000).toFixed(1)} s, ${steps.length} frames of ${width}x${height} ` +
    `at ${framesPerSecond} a second; model ${model}, backend ${backend.backend}`
  );
}

function lineOfSpan({ from, to, motion, confidence }: ClipSpan, { steps }: WatchedClip): string {
  const rates = steps.flatMap(({ at, chewingRate }) => (at >= from && at < to && chewingRate ? [chewingRate] : []));
  const rate = medianOf(rates);
  const chews = motion === 'chew' && rate !== null ? `, ${rate.toFixed(1)} chews a second` : '';
  return `${seconds(from)} ${seconds(to)}   ${motion} (${confidence.toFixed(2)}${chews})`;
}

function costs({ meanMs, steps }: WatchedClip): string {
  const parts = Object.entries(meanMs).map(([step, ms]) => `${step} ${ms.toFixed(1)}`);
  const faces = steps.filter(({ signals }) => signals.sees.face).length;
  const share = Math.round((100 * faces) / steps.length);
  return `Face seen in ${share} % of the frames. Mean ms a frame: ${parts.join(', ')}.`;
}
