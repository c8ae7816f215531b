import { MOTIONS, type Motion } from '@bapsang/shared';
import { element } from './svg';

/** How a motion looks: told apart by colour, by pattern and by its letter. */
export interface MotionStyle {
  /** A light ground, on which dark text can be read. */
  readonly ground: string;
  /** A dark line in the same hue. */
  readonly line: string;
  /** Of the line: lengths of dashes and gaps. */
  readonly dashes: string;
  /** Stands for the name where that has no room. */
  readonly letter: string;
  /** What the ground is covered with: an SVG path in a square of 10 pixels. */
  readonly pattern: string;
}

/** The style of each motion. */
export const MOTION_STYLES: Readonly<Record<Motion, MotionStyle>> = {
  idle: { ground: '#e8ecf0', line: '#5d6873', dashes: '1 3', letter: 'I', pattern: '' },
  bite: {
    ground: '#ffd3a3',
    line: '#b34d00',
    dashes: '',
    letter: 'B',
    pattern: 'M-2 12 L12 -2 M3 17 L17 3 M-7 7 L7 -7',
  },
  chew: { ground: '#c4e8b5', line: '#2a7518', dashes: '7 3', letter: 'C', pattern: 'M2 3 h2 M7 8 h2' },
  drink: {
    ground: '#b3d7f7',
    line: '#0f5ca8',
    dashes: '',
    letter: 'D',
    pattern: 'M0 3 q2.5 -3 5 0 t5 0 M0 8 q2.5 -3 5 0 t5 0',
  },
  talk: { ground: '#e3cbf3', line: '#74379e', dashes: '3 3', letter: 'T', pattern: 'M3 0 V10 M8 0 V10' },
  away: { ground: '#ffffff', line: '#777777', dashes: '2 6', letter: 'A', pattern: 'M0 0 L10 10 M10 0 L0 10' },
  unknown: { ground: '#fbf7dd', line: '#8a7a00', dashes: '2 6', letter: '?', pattern: 'M5 4 v2' },
};

/** The patterns, to be put once into a picture. */
export function motionPatterns(): string {
  return element('defs', {}, ...MOTIONS.map((motion) => patternOf(motion)));
}

function patternOf(motion: Motion): string {
  const { ground, line, pattern } = MOTION_STYLES[motion];
  const square = { width: 10, height: 10 };
  const stroke = { fill: 'none', stroke: line, 'stroke-width': 1.2, 'stroke-opacity': 0.35 };
  return element(
    'pattern',
    { id: `motion-${motion}`, ...square, patternUnits: 'userSpaceOnUse' },
    element('rect', { ...square, fill: ground }),
    element('path', { d: pattern, ...stroke }),
  );
}

/** The fill of a motion. */
export const fillOf = (motion: Motion): string => `url(#motion-${motion})`;
