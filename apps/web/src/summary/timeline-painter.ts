import type { ParticipantSummary, TimedEvent } from './meal-summary';
import type { Span } from './recorded-meal';
import type { TimelineSpan } from './timeline';
import type { TimelinePalette } from './timeline-palette';

/** What is needed of a canvas. */
export type Painting = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'fill' | 'stroke' | 'fillRect' | 'setLineDash'
> & {
  fillStyle: string | CanvasGradient | CanvasPattern;
  strokeStyle: string | CanvasGradient | CanvasPattern;
  lineWidth: number;
};

/** Where something is painted, px. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Height of one timeline, px: bites above the band of motions, sips below it. */
export const TIMELINE_HEIGHT = 48;

/** Radius of the mark of a bite or a sip, px. */
const MARK = 4;

type Motion = TimelineSpan['motion'];

/** How high the block of a motion is, as a part of the band; the others are lines. */
const BLOCKS: Readonly<Partial<Record<Motion, number>>> = { chew: 1, bite: 1, drink: 1, talk: 0.5 };

/** The dashes of the motions that are lines, px. */
const DASHES: Readonly<Partial<Record<Motion, readonly number[]>>> = {
  idle: [],
  away: [8, 5],
  unknown: [3, 3],
  unseen: [1, 5],
};

/**
 * Paints one participant's meal: motions as blocks and lines that differ in shape, bites as dots above them, sips as
 * triangles below.
 */
export function paintTimeline(
  painting: Painting,
  participant: Pick<ParticipantSummary, 'spans' | 'events'>,
  meal: Span,
  area: Area,
  palette: TimelinePalette,
): void {
  const scale = area.width / Math.max(1, meal.to - meal.from);
  const x = (moment: number): number => area.x + (clamp(moment, meal) - meal.from) * scale;
  for (const { motion, from, to } of participant.spans) {
    paintMotion(painting, motion, { ...area, x: x(from), width: (to - from) * scale }, palette);
  }
  const above = area.y + MARK + 1;
  const below = area.y + area.height - 1.25 * MARK - 1;
  for (const event of participant.events) {
    const center = Math.min(area.x + area.width - MARK, Math.max(area.x + MARK, x(event.at)));
    paintMark(painting, event.kind, center, event.kind === 'bite' ? above : below, palette);
  }
}

/**
 * Paints a motion over the whole width of an area.
 * @param area as high as a timeline
 */
export function paintMotion(painting: Painting, motion: Motion, area: Area, palette: TimelinePalette): void {
  const band = area.height / 2;
  const middle = area.y + area.height / 2;
  const block = BLOCKS[motion];
  if (block !== undefined) {
    painting.fillStyle = colorOf(motion, palette);
    painting.fillRect(area.x, middle - (band * block) / 2, area.width, band * block);
    return;
  }
  painting.strokeStyle = colorOf(motion, palette);
  painting.lineWidth = 2;
  painting.setLineDash([...(DASHES[motion] ?? [])]);
  painting.beginPath();
  painting.moveTo(area.x, middle);
  painting.lineTo(area.x + area.width, middle);
  painting.stroke();
  painting.setLineDash([]);
}

/**
 * Paints the mark of a bite, a dot, or of a sip, a triangle.
 * @param x of its centre, px
 * @param y of its centre, px
 */
export function paintMark(
  painting: Painting,
  kind: TimedEvent['kind'],
  x: number,
  y: number,
  palette: TimelinePalette,
): void {
  painting.beginPath();
  if (kind === 'bite') {
    painting.fillStyle = palette.bite;
    painting.arc(x, y, MARK, 0, 2 * Math.PI);
  } else {
    painting.fillStyle = palette.sip;
    painting.moveTo(x, y - 1.25 * MARK);
    painting.lineTo(x + MARK, y + 1.25 * MARK);
    painting.lineTo(x - MARK, y + 1.25 * MARK);
    painting.closePath();
  }
  painting.fill();
}

function colorOf(motion: Motion, palette: TimelinePalette): string {
  if (motion === 'bite') return palette.bite;
  if (motion === 'drink') return palette.sip;
  if (motion === 'chew') return palette.chew;
  if (motion === 'talk') return palette.talk;
  return palette.inkSoft;
}

function clamp(moment: number, { from, to }: Span): number {
  return Math.min(to, Math.max(from, moment));
}
