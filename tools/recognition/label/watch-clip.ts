import type { EatingEvent } from '@bapsang/shared';
import { statSync } from 'node:fs';
import type { MotionModel } from '../../../libs/recognition/src/motion/motion-model';
import { MotionTracker } from '../../../libs/recognition/src/motion/motion-tracker';
import type { StartedBackend } from '../../../apps/ai-worker/src/vision/backend';
import type { JudgedStep } from '../evaluation/judge';
import { motionSpans, type MotionSpan } from '../evaluation/steadiness';
import type { LandmarkExtractor } from '../sequences/video/landmark-extractor';
import type { FrameSampling } from '../sequences/video/video-frames';
import { readSignals, type ClipSignals } from './clip-signals';

/** One frame of a clip, as it was judged. */
export interface ClipStep extends JudgedStep {
  readonly signals: ClipSignals;
}

/** A motion span with how sure it was told, on average. */
export interface ClipSpan extends MotionSpan {
  readonly confidence: number;
}

/** All that the pipeline saw in a clip. Times in ms from its begin. */
export interface WatchedClip {
  readonly file: string;
  readonly framesPerSecond: number;
  /** Size of the frames, pixels, as they were looked at. */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly backend: StartedBackend;
  /** Name and version of the motion model. */
  readonly model: string;
  readonly steps: readonly ClipStep[];
  readonly spans: readonly ClipSpan[];
  readonly events: readonly EatingEvent[];
  /** Mean duration of each step of the pipeline and of all together, ms. */
  readonly meanMs: Readonly<Record<string, number>>;
}

/**
 * Plays a video file through the worker's decode, landmarks and motion, frame after frame.
 * @throws Error when the file cannot be read or has no pictures; the message says what to do
 */
export async function watchClip(
  file: string,
  extractor: LandmarkExtractor,
  model: MotionModel,
  sampling: FrameSampling,
): Promise<WatchedClip> {
  checkClip(file);
  const tracker = new MotionTracker(model);
  const steps: ClipStep[] = [];
  const events: EatingEvent[] = [];
  const spent = new Map<string, number>();
  let size = { width: 0, height: 0 };
  for await (const { landmarks, timings, decodeMs } of framesOf(file, extractor, sampling)) {
    const began = performance.now();
    const update = tracker.update(landmarks);
    const motion = performance.now() - began;
    const { motion: told, confidence, probabilities, chewingRate } = update;
    const signals = readSignals(landmarks);
    steps.push({ at: landmarks.capturedAt, motion: told, confidence, probabilities, chewingRate, signals });
    events.push(...update.events);
    size = { width: landmarks.width, height: landmarks.height };
    for (const [step, ms] of Object.entries({ decode: decodeMs, ...timings, motion })) {
      spent.set(step, (spent.get(step) ?? 0) + ms);
    }
  }
  const means = [...spent].map(([step, ms]) => [step, ms / steps.length] as const);
  return {
    ...{ file, framesPerSecond: sampling.framesPerSecond, ...size, steps, events },
    durationMs: Math.round((steps.length * 1000) / sampling.framesPerSecond),
    backend: extractor.backend,
    model: `${model.name}@${model.version}`,
    spans: spansOf(steps, 1000 / sampling.framesPerSecond),
    meanMs: Object.fromEntries([...means, ['total', means.reduce((sum, [, ms]) => sum + ms, 0)]]),
  };
}

/**
 * Looks whether there is a file at all, before models are loaded for it.
 * @throws Error that says what is wrong
 */
export function checkClip(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Error(`There is no file ${file}. Give the path of a video file.`);
  if (!found.isFile()) throw new Error(`${file} is not a file. Give the path of a video file.`);
}

/** ffmpeg's own words for a file without pictures help nobody. */
async function* framesOf(
  file: string,
  extractor: LandmarkExtractor,
  sampling: FrameSampling,
): ReturnType<LandmarkExtractor['extract']> {
  try {
    yield* extractor.extract(file, sampling);
  } catch (error) {
    const complaint = error instanceof Error ? error.message : '';
    if (/does not contain any stream|matches no streams/i.test(complaint)) {
      throw new Error(`${file} has no video stream, perhaps it is sound only. Give a file with pictures.`, {
        cause: error,
      });
    }
    if (/invalid data|no picture|moov atom/i.test(complaint)) {
      throw new Error(`${file} is no video that ffmpeg can read. Try to play it, or convert it to MP4 first.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** The last frame lasts until the next would have come. */
function spansOf(steps: readonly ClipStep[], intervalMs: number): ClipSpan[] {
  const spans = motionSpans(steps);
  return spans.map((span, index) => {
    const isLast = index === spans.length - 1;
    const to = isLast ? span.to + Math.round(intervalMs) : span.to;
    const inside = steps.filter(({ at }) => at >= span.from && at < to);
    return { ...span, to, confidence: inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length };
  });
}
