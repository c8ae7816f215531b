import type { Motion } from '@bapsang/shared';
import { HAND_LIMITS } from '../../../../libs/recognition/src/motion/hand-approach';
import type { ClipSignals } from '../clip-signals';
import type { WatchedClip } from '../watch-clip';
import { curveLane, type Curve } from './curve-lane';
import { MOTION_STYLES } from './motion-styles';
import { isInRow, xOf, type Lane } from './row';
import { element, text } from './svg';

/** The motions whose probabilities are drawn; `away` and `unknown` are seen well enough in the lane of motions. */
const DRAWN: readonly Motion[] = ['idle', 'talk', 'chew', 'drink', 'bite'];

/** Frames further apart than so many intervals are not joined. */
const LONGEST_GAP = 2.5;

const gapOf = ({ framesPerSecond }: WatchedClip): number => (LONGEST_GAP * 1000) / framesPerSecond;

/** How likely each motion was held to be. */
export function probabilityLane(clip: WatchedClip): Lane {
  const curves = DRAWN.map((motion): Curve => {
    const { line, dashes } = MOTION_STYLES[motion];
    const points = clip.steps.map(({ at, probabilities }) => ({ at, value: probabilities[motion] }));
    return { points, line: { stroke: line, 'stroke-dasharray': dashes, 'stroke-width': dashes === '' ? 2.2 : 1.8 } };
  });
  return curveLane({
    ...{ name: 'Probabilities', remarks: [], height: 96, bounds: [0, 1], ticks: [0, 0.5, 1] },
    ...{ curves, longestGapMs: gapOf(clip) },
  });
}

type SignalName = 'fingertip' | 'arm' | 'jaw' | 'lipGap';

const pointsOf = ({ steps }: WatchedClip, name: SignalName): Curve['points'] =>
  steps.map(({ at, signals }) => ({ at, value: signals[name] }));

/** From the nearest hand to the mouth. */
export function handLane(clip: WatchedClip): Lane {
  return curveLane({
    ...{ name: 'Hand to mouth', remarks: ['face widths', '—• fingertip', '- - guess by the arm'], height: 84 },
    ...{
      bounds: [0, 2],
      ticks: [0, 1, 2],
      threshold: { value: HAND_LIMITS.contact, name: `touch ${HAND_LIMITS.contact}` },
    },
    curves: [
      { points: pointsOf(clip, 'arm'), line: { stroke: '#7d8893', 'stroke-dasharray': '5 4' } },
      { points: pointsOf(clip, 'fingertip'), line: { stroke: '#b34d00' }, hasDots: true },
    ],
    longestGapMs: gapOf(clip),
  });
}

/** Least range of what is drawn, face widths: noise is not blown up to fill a lane. */
const LEAST_RANGE = 0.12;

function boundsOf(points: Curve['points']): [number, number] {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? 0;
  const [low, high] = [at(0.02), at(0.98)];
  const more = Math.max(LEAST_RANGE - (high - low), 0.1 * (high - low)) / 2;
  return [low - more, high + more];
}

/** How far the chin is from the nose: chewing goes up and down here, once or twice a second. */
export function jawLane(clip: WatchedClip): Lane {
  return faceLane(clip, 'jaw', { name: 'Jaw', remarks: ['nose to chin,', 'face widths'], stroke: '#2a7518' });
}

/** How far the lips are apart: speech goes up and down here. */
export function lipLane(clip: WatchedClip): Lane {
  return faceLane(clip, 'lipGap', { name: 'Lip gap', remarks: ['face widths'], stroke: '#74379e' });
}

function faceLane(
  clip: WatchedClip,
  signal: SignalName,
  { name, remarks, stroke }: { readonly name: string; readonly remarks: readonly string[]; readonly stroke: string },
): Lane {
  const points = pointsOf(clip, signal);
  const bounds = boundsOf(points);
  const curves = [{ points, line: { stroke } }];
  return curveLane({ name, remarks, height: 60, bounds, ticks: [...bounds], curves, longestGapMs: gapOf(clip) });
}

const STRIPS: readonly (readonly [string, string, (sees: ClipSignals['sees']) => boolean])[] = [
  ['face', '#3d6b8f', ({ face }) => face],
  ['body', '#6a8f5b', ({ body }) => body],
  ['hand', '#b3773a', ({ hands }) => hands > 0],
];
const STRIP_HEIGHT = 14;

/** What was found in each frame: where a strip is empty, nothing of the kind was. */
export function seenLane({ steps, framesPerSecond }: WatchedClip): Lane {
  const interval = 1000 / framesPerSecond;
  return {
    name: 'Seen',
    remarks: [],
    height: STRIPS.length * STRIP_HEIGHT,
    draw: (row) =>
      STRIPS.map(([name, colour, isSeen], index) => {
        const y = index * STRIP_HEIGHT;
        const seen = steps.filter(({ at, signals }) => isSeen(signals.sees) && isInRow(row, at, at));
        const boxes = seen.map(({ at }) => {
          const x = xOf(row, at);
          return element('rect', {
            x,
            y: y + 2,
            width: xOf(row, at + interval) - x + 0.4,
            height: STRIP_HEIGHT - 4,
            fill: colour,
          });
        });
        const label = { 'font-size': 10, 'text-anchor': 'end', fill: '#55606b' };
        return text(row.left - 5, y + 10.5, name, label) + boxes.join('');
      }).join(''),
  };
}
