import { MOTIONS } from '@bapsang/shared';
import { basename } from 'node:path';
import type { ClipLabels } from '../../sequences/real/clip-labels';
import type { VideoFrame } from '../../sequences/video/video-frames';
import type { WatchedClip } from '../watch-clip';
import { eventLane } from './event-lane';
import { labelLane } from './label-lane';
import { motionLane } from './motion-lane';
import { fillOf, MOTION_STYLES, motionPatterns } from './motion-styles';
import { PICTURE_BOX, pictureLane } from './picture-lane';
import type { Lane, Row } from './row';
import { handLane, jawLane, lipLane, probabilityLane, seenLane } from './signal-lanes';
import { element, text } from './svg';
import { timeAxis } from './time-axis';

const WIDTH = 1600;
const MARGIN = 24;
/** Where names of lanes stand. */
const GUTTER = 190;
const HEADER_HEIGHT = 132;
const LANE_GAP = 18;
const AXIS_HEIGHT = 40;

/** A row shows at most so much, so that what lasts 300 ms can still be seen; longer clips have several rows. */
const LONGEST_ROW_MS = 40_000;
/** More rows would make a picture higher than decoders like; then rows show more. */
const MOST_ROWS = 24;

/** The rows of a clip; each is as long as the others. */
export function rowsOf(durationMs: number): Row[] {
  const count = Math.min(Math.max(Math.ceil(durationMs / LONGEST_ROW_MS), 1), MOST_ROWS);
  const length = Math.max(Math.ceil(durationMs / count), 1000);
  const place = { left: MARGIN + GUTTER, width: WIDTH - 2 * MARGIN - GUTTER };
  return Array.from({ length: count }, (_, index) => ({ ...place, from: index * length, to: (index + 1) * length }));
}

/** So often a row of a clip has room for a picture, ms. */
export function pictureIntervalOf(durationMs: number): number {
  const [{ from, to, width } = { from: 0, to: 1000, width: WIDTH }] = rowsOf(durationMs);
  return ((to - from) * (PICTURE_BOX.width + 6)) / width;
}

/** What is drawn besides what the pipeline told. */
export interface TimelineExtras {
  /** What a person says of the clip. */
  readonly labels?: ClipLabels;
  /** Pictures of it, about {@link pictureIntervalOf} apart. */
  readonly pictures?: readonly VideoFrame[];
}

/** Draws the timeline of a clip as SVG. */
export function timelineSvg(clip: WatchedClip, { labels, pictures }: TimelineExtras = {}): string {
  const lanes = [
    ...(pictures ? [pictureLane(pictures)] : []),
    ...(labels ? [labelLane(labels)] : []),
    ...[motionLane(clip), eventLane(clip.events), probabilityLane(clip), handLane(clip), jawLane(clip), lipLane(clip)],
    seenLane(clip),
  ];
  const rows = rowsOf(clip.durationMs);
  const lanesHeight = lanes.reduce((sum, { height }) => sum + height + LANE_GAP, 0);
  const height = HEADER_HEIGHT + rows.length * (lanesHeight + AXIS_HEIGHT) + MARGIN / 2;
  const font = { 'font-family': 'DejaVu Sans, Noto Sans, Liberation Sans, Arial, sans-serif', fill: '#1a1f24' };
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, ...font },
    motionPatterns(),
    element('rect', { width: WIDTH, height, fill: '#ffffff' }),
    header(clip),
    ...rows.map((row, index) =>
      element(
        'g',
        { transform: `translate(0 ${HEADER_HEIGHT + index * (lanesHeight + AXIS_HEIGHT)})` },
        timeAxis(row, lanesHeight - LANE_GAP),
        drawLanes(lanes, row),
      ),
    ),
  );
}

function drawLanes(lanes: readonly Lane[], row: Row): string {
  let y = 0;
  return lanes
    .map((lane) => {
      const { name, remarks, height } = lane;
      const words = [
        text(MARGIN, 13, name, { 'font-size': 13, 'font-weight': 600 }),
        ...remarks.map((remark, index) =>
          text(MARGIN, 28 + 13 * index, remark, { 'font-size': 10.5, fill: '#55606b' }),
        ),
        name === 'Probabilities' ? probabilityLegend() : '',
      ];
      const drawn = element('g', { transform: `translate(0 ${y})` }, ...words, lane.draw(row));
      y += height + LANE_GAP;
      return drawn;
    })
    .join('');
}

function probabilityLegend(): string {
  return (['bite', 'drink', 'chew', 'talk', 'idle'] as const)
    .map((motion, index) => {
      const { line, dashes } = MOTION_STYLES[motion];
      const y = 26 + 14 * index;
      const sample = { d: `M${MARGIN} ${y} h34`, stroke: line, 'stroke-width': 2, 'stroke-dasharray': dashes };
      return element('path', sample) + text(MARGIN + 42, y + 4, motion, { 'font-size': 11 });
    })
    .join('');
}

function header({
  file,
  steps,
  width,
  height,
  durationMs,
  framesPerSecond,
  backend,
  model,
  meanMs,
}: WatchedClip): string {
  const facts =
    `${(durationMs / 1000).toFixed(1)} s, ${steps.length} frames of ${width} x ${height} at ${framesPerSecond} a second · ` +
    `motion model ${model} · backend ${backend.backend} · ${(meanMs.total ?? 0).toFixed(0)} ms a frame`;
  return [
    text(MARGIN, 36, basename(file), { 'font-size': 22, 'font-weight': 700 }),
    text(MARGIN, 59, facts, { 'font-size': 13 }),
    text(MARGIN, 77, backend.note, { 'font-size': 11, fill: '#55606b' }),
    ...MOTIONS.map((motion, index) => legendBox(MARGIN + 105 * index, motion)),
  ].join('');
}

function legendBox(x: number, motion: (typeof MOTIONS)[number]): string {
  const { line, letter } = MOTION_STYLES[motion];
  const box = { x, y: 92, width: 26, height: 18, fill: fillOf(motion), stroke: line };
  return element('rect', box) + text(x + 32, 106, `${letter} ${motion}`, { 'font-size': 12 });
}
