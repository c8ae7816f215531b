import { FACE_POINTS, type FrameLandmarks } from '../../../../libs/recognition/src/motion/frame-landmarks';
import type { LabelledSequence, MouthLabel, MouthSpan } from '../labelled-sequence';
import { LandmarkSet, type SetSequence } from './landmark-set';

/** The sets do not say how sure their model was. */
const FACE_SCORE = 0.95;

/** The metric faces of `chewing` are laid into a frame of this size, so many pixels to a centimetre. */
const METRIC_FRAME = { width: 320, height: 240, pixelsPerCentimetre: 6 };

/** Keys of `chewing` under which the person chews. */
const CHEWING_KEYS = ['1', '2'];

/** A frame of a set that has faces only: neither body nor hands were looked for. */
function faceFrame(capturedAt: number, width: number, height: number, points: Float32Array | null): FrameLandmarks {
  return {
    capturedAt,
    width,
    height,
    lookedFor: { face: true, body: false, hands: false },
    face: points && { points, score: FACE_SCORE },
    body: null,
    hands: [],
  };
}

function meshPoints(place: (point: number) => readonly [number, number]): Float32Array {
  const points = new Float32Array(2 * FACE_POINTS);
  for (let point = 0; point < FACE_POINTS; point += 1) points.set(place(point), 2 * point);
  return points;
}

/** The set `face-clips`: somebody eating noodles, and people who read aloud. Faces only, so intakes cannot be told. */
export function loadFaceClips(folder: string): LabelledSequence[] {
  const set = LandmarkSet.read(folder, 'face-clips');
  return set.sequences.map((sequence, index) => {
    const { source = '', clip = 'clip', fps = 25, width = 0, height = 0, seen = '', frames } = sequence;
    return {
      id: `face-clips/${index}-${source}-${clip}`,
      set: 'face-clips',
      source,
      origin: 'real',
      framesPerSecond: fps,
      frames: Array.from({ length: frames }, (_, frame) => {
        const place = (point: number): readonly [number, number] => {
          const { x, y } = set.point(sequence, frame, `face${point}`);
          return [x * width, y * height];
        };
        return faceFrame(
          Math.round((frame * 1000) / fps),
          width,
          height,
          seen[frame] === '1' ? meshPoints(place) : null,
        );
      }),
      labelled: { mouth: true, intake: false },
      mouth: spansOf(sequence, fps),
      intakes: [],
      negatives: [],
    };
  });
}

/** A bite hides what the mouth does: only chewing and talking are told. */
function spansOf({ segments = [], frames }: SetSequence, fps: number): MouthSpan[] {
  if (segments === 'talk') return [{ from: 0, to: Math.round((frames * 1000) / fps), label: 'talk' }];
  if (typeof segments === 'string') return [];
  return segments.flatMap(([from, to, label]): MouthSpan[] =>
    label === 'chew' || label === 'talk' ? [{ from: Math.round(1000 * from), to: Math.round(1000 * to), label }] : [],
  );
}

/**
 * The set `chewing`: one person, in a metric frame of their own from which the motion of the head has been taken out. At
 * its begin the person gets ready; nothing is told of that.
 */
export function loadChewing(folder: string): LabelledSequence[] {
  const set = LandmarkSet.read(folder, 'chewing');
  const { width, height, pixelsPerCentimetre } = METRIC_FRAME;
  return set.sequences.map((sequence, index) => {
    const { fps = 30, frames, keys = [] } = sequence;
    return {
      id: `chewing/${index}`,
      set: 'chewing',
      source: 'chewing',
      origin: 'real',
      framesPerSecond: fps,
      frames: Array.from({ length: frames }, (_, frame) => {
        const place = (point: number): readonly [number, number] => {
          const { x, y } = set.point(sequence, frame, `face${point}`);
          return [width / 2 + pixelsPerCentimetre * x, height / 2 - pixelsPerCentimetre * y];
        };
        return faceFrame(Math.round((frame * 1000) / fps), width, height, meshPoints(place));
      }),
      labelled: { mouth: true, intake: false },
      mouth: spansOfKeys(keys, fps),
      intakes: [],
      negatives: [],
    };
  });
}

function spansOfKeys(keys: readonly string[], fps: number): MouthSpan[] {
  const spans: MouthSpan[] = [];
  keys.forEach((key, frame) => {
    if (key === 'start') return;
    const label: MouthLabel = CHEWING_KEYS.includes(key) ? 'chew' : 'still';
    const from = Math.round((frame * 1000) / fps);
    const to = Math.round(((frame + 1) * 1000) / fps);
    const last = spans.at(-1);
    if (last?.label === label && last.to === from) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, label });
  });
  return spans;
}
