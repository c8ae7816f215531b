import type { Pixels } from '../../libs/recognition/src/vision/pixels';
import { decodeFrame } from '../../apps/ai-worker/src/vision/frame-decoder';
import { benchmarkFrames } from './benchmark-frames';

/** What a pipeline has found in a frame. */
export interface Found {
  readonly face: boolean;
  readonly body: boolean;
  readonly hands: boolean;
}

/** Asks for one round: all frames once, in their order. */
export interface PipelineRequest {
  readonly type: 'run';
}

/** A round's answer. */
export interface PipelineRound {
  /** Of each frame from JPEG to landmarks, ms. */
  readonly wall: readonly number[];
  /** Of all frames, by all threads of the process, ms. */
  readonly processor: number;
  /** In how many frames each was found. */
  readonly found: Readonly<Record<keyof Found, number>>;
}

/** Looks at the next frame. */
export type LookAt = (pixels: Pixels, capturedAt: number) => Found | Promise<Found>;

const FRAME_PIXELS = 640 * 480;
/** Time between frames, ms: 8 a second. */
const FRAME_INTERVAL = 125;

/**
 * Measures a pipeline whenever the parent process asks.
 * @param note about the pipeline, for people
 * @param video a video file, or undefined for the pictures
 */
export async function servePipeline(note: string, video: string | undefined, lookAt: LookAt): Promise<void> {
  const jpegs = await benchmarkFrames(video);
  let capturedAt = 0;
  const measure = async (): Promise<PipelineRound> => {
    const wall: number[] = [];
    const found = { face: 0, body: 0, hands: 0 };
    const before = process.cpuUsage();
    for (const jpeg of jpegs) {
      const begun = performance.now();
      const seen = await lookAt(await decodeFrame(jpeg, FRAME_PIXELS), (capturedAt += FRAME_INTERVAL));
      wall.push(performance.now() - begun);
      for (const part of ['face', 'body', 'hands'] as const) if (seen[part]) found[part]++;
    }
    const { user, system } = process.cpuUsage(before);
    return { wall, processor: (user + system) / 1000, found };
  };
  process.on('message', () => {
    void measure().then((round) => process.send?.(round), fail);
  });
  process.send?.({ type: 'ready', note });
}

/** Ends the process with what went wrong. */
export function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
