import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BackendPreference } from '../../../apps/ai-worker/src/vision/backend';
import { LandmarkExtractor } from '../sequences/video/landmark-extractor';
import { DEFAULT_SAMPLING, readVideo, type VideoFrame } from '../sequences/video/video-frames';
import { PICTURE_BOX } from './drawing/picture-lane';
import { drawPng } from './drawing/timeline-png';
import { pictureIntervalOf, timelineSvg } from './drawing/timeline-svg';
import { readLabelsFile } from './labels-file';
import { readMotionModel } from './motion-model-choice';
import { timelineJson } from './timeline-json';
import { timelineText } from './timeline-text';
import { checkClip, watchClip, type WatchedClip } from './watch-clip';

/** How the command is called. */
export const USAGE = `npm run recognize -- <video file> [options]
  --out timeline.png       draws the timeline
  --json events.json       writes spans, events and probabilities
  --pictures               draws small pictures of the clip above it
  --labels labels.json     draws what a person says of the clip above it
  --frame-rate 8           frames looked at in a second, 1 to 30
  --backend auto           tfjs-node, wasm, or the faster that is there
  --model <version>        a version of models/motion, a model.json, or "rules"; the one in use when not said`;

const BACKENDS: readonly string[] = ['auto', 'tfjs-node', 'wasm'] satisfies BackendPreference[];

interface LabelOptions {
  readonly clip: string;
  readonly out?: string;
  readonly json?: string;
  readonly labels?: string;
  readonly pictures?: boolean;
  readonly model?: string;
  readonly framesPerSecond: number;
  readonly backend: BackendPreference;
}

function readArguments(args: readonly string[]): LabelOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      json: { type: 'string' },
      labels: { type: 'string' },
      pictures: { type: 'boolean' },
      model: { type: 'string' },
      'frame-rate': { type: 'string', default: String(DEFAULT_SAMPLING.framesPerSecond) },
      backend: { type: 'string', default: 'auto' },
    },
  });
  const { 'frame-rate': rate, backend, ...files } = values;
  const [clip, ...more] = positionals;
  if (clip === undefined || more.length > 0) throw new Error(`Give one video file.\n${USAGE}`);
  const framesPerSecond = Number(rate);
  if (!(framesPerSecond >= 1 && framesPerSecond <= 30))
    throw new Error(`--frame-rate must be from 1 to 30, not "${rate}".`);
  if (!BACKENDS.includes(backend))
    throw new Error(`--backend must be one of ${BACKENDS.join(', ')}, not "${backend}".`);
  return { ...files, clip, framesPerSecond, backend: backend as BackendPreference };
}

/** Few of many frames: ffmpeg itself, asked for few, would take them from up to half an interval later. */
async function picturesOf(clip: string, { durationMs, framesPerSecond }: WatchedClip): Promise<VideoFrame[]> {
  const pictures: VideoFrame[] = [];
  const interval = pictureIntervalOf(durationMs);
  for await (const picture of readVideo(clip, { framesPerSecond, ...PICTURE_BOX })) {
    if (picture.at + 500 / framesPerSecond >= pictures.length * interval) pictures.push(picture);
  }
  return pictures;
}

/**
 * Plays a video file through the whole pipeline, prints its timeline and writes what is asked for.
 * @param args of the command line, after the program's name
 * @param print takes the timeline
 * @throws Error that says what to do
 */
export async function recognize(args: readonly string[], print: (text: string) => void): Promise<void> {
  const { clip, out, json, framesPerSecond, backend, ...options } = readArguments(args);
  checkClip(clip);
  const labels = options.labels === undefined ? undefined : readLabelsFile(options.labels, clip);
  const model = readMotionModel(options.model);
  const extractor = await LandmarkExtractor.open(backend);
  try {
    const watched = await watchClip(clip, extractor, model, { ...DEFAULT_SAMPLING, framesPerSecond });
    print(timelineText(watched));
    if (out !== undefined) {
      const pictures = options.pictures ? await picturesOf(clip, watched) : undefined;
      const extras = { ...(labels ? { labels } : {}), ...(pictures ? { pictures } : {}) };
      writeFileSync(out, await drawPng(timelineSvg(watched, extras)));
    }
    if (json !== undefined) writeFileSync(json, timelineJson(watched));
  } finally {
    extractor.close();
  }
}
