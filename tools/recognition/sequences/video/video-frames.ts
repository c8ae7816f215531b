import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How the frames of a video are wanted. */
export interface FrameSampling {
  /** Frames in a second, evenly spaced whatever rate the video has. */
  readonly framesPerSecond: number;
  /** Frames are made to fit into this many pixels, never enlarged; the shape stays. */
  readonly width: number;
  readonly height: number;
}

/** A frame of a video. */
export interface VideoFrame {
  /** Time from the begin of the video, ms. */
  readonly at: number;
  readonly jpeg: Buffer;
}

/** What a browser sends at most, so that clips are seen as participants are. */
export const DEFAULT_SAMPLING: FrameSampling = { framesPerSecond: 8, width: 640, height: 480 };

/** How long ffmpeg may be silent, ms. */
const LONGEST_SILENCE_MS = 30_000;

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Takes the complete JPEGs off the begin of a stream of JPEGs: their end marker occurs nowhere else in them. */
export function splitJpegs(stream: Buffer): { readonly jpegs: Buffer[]; readonly rest: Buffer } {
  const jpegs: Buffer[] = [];
  let begin = 0;
  for (;;) {
    const end = stream.indexOf(END_OF_IMAGE, begin);
    if (end < 0) return { jpegs, rest: stream.subarray(begin) };
    jpegs.push(stream.subarray(begin, end + END_OF_IMAGE.length));
    begin = end + END_OF_IMAGE.length;
  }
}

function ffmpegArguments(file: string, { framesPerSecond, width, height }: FrameSampling): string[] {
  const fit = `scale='min(${width},iw)':'min(${height},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2`;
  return [
    ...['-nostdin', '-loglevel', 'error', '-threads', '1', '-i', file],
    ...['-an', '-vf', `fps=${framesPerSecond},${fit}`, '-f', 'image2pipe', '-c:v', 'mjpeg', '-q:v', '3', 'pipe:1'],
  ];
}

function whyNotStarted(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOENT') return error;
  return new Error('Videos are decoded by ffmpeg, which is not on the PATH: run "apt-get install ffmpeg".', {
    cause: error,
  });
}

/**
 * Decodes a video file by ffmpeg, one frame after the other; ffmpeg waits while nobody asks for more and ends when the
 * loop over the frames is left.
 * @param program ffmpeg, by its name or its path
 * @throws Error when ffmpeg is not there, cannot read the file, or stays silent for too long
 */
export async function* readVideo(
  file: string,
  sampling: FrameSampling,
  program = 'ffmpeg',
): AsyncGenerator<VideoFrame, void, undefined> {
  const ffmpeg = spawn(program, ffmpegArguments(file, sampling), { stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(ffmpeg, 'close').then(
    ([code]: unknown[]) => code,
    (error: unknown) => {
      throw whyNotStarted(error as NodeJS.ErrnoException);
    },
  );
  closed.catch(() => undefined);
  let complaints = '';
  ffmpeg.stderr.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-1000)));
  const watchdog = setTimeout(() => ffmpeg.kill('SIGKILL'), LONGEST_SILENCE_MS);
  try {
    let rest = Buffer.alloc(0);
    let index = 0;
    for await (const chunk of ffmpeg.stdout as AsyncIterable<Buffer>) {
      watchdog.refresh();
      const split = splitJpegs(Buffer.concat([rest, chunk]));
      rest = Buffer.from(split.rest);
      for (const jpeg of split.jpegs) {
        yield { at: Math.round((index++ * 1000) / sampling.framesPerSecond), jpeg };
        watchdog.refresh();
      }
    }
    const code = await closed;
    if (code !== 0 || index === 0) throw new Error(`ffmpeg cannot read ${file}: ${complaints.trim() || 'no picture'}`);
  } finally {
    clearTimeout(watchdog);
    ffmpeg.kill('SIGKILL');
  }
}
