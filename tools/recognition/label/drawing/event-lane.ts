import type { EatingEvent } from '@bapsang/shared';
import { MOTION_STYLES } from './motion-styles';
import { isInRow, xOf, type Lane, type Row } from './row';
import { element, text, widthOfText } from './svg';

const LINE_HEIGHT = 24;
const LINES = 2;
const SIZE = 12;

/** Counted bites (triangle) and sips (disc) at their contact, with a bar from begin to end. */
export function eventLane(events: readonly EatingEvent[]): Lane {
  return {
    name: 'Events',
    remarks: ['▲ bite, ● sip, at contact;', 'bar: begin to end'],
    height: LINES * LINE_HEIGHT,
    draw: (row) =>
      nothingIn(row, events) +
      events
        .map((event, index) => ({ event, line: index % LINES }))
        .filter(({ event }) => isInRow(row, event.beganAt, event.endedAt))
        .map(({ event, line }) => drawEvent(row, event, line * LINE_HEIGHT + LINE_HEIGHT / 2))
        .join(''),
  };
}

function nothingIn({ left }: Row, events: readonly EatingEvent[]): string {
  if (events.length > 0) return '';
  return text(left + 6, LINE_HEIGHT + 4, 'no bite and no sip was counted', { 'font-size': SIZE, fill: '#55606b' });
}

function drawEvent(row: Row, { kind, beganAt, contactAt, endedAt, confidence }: EatingEvent, y: number): string {
  const { line, ground } = MOTION_STYLES[kind === 'bite' ? 'bite' : 'drink'];
  const x = xOf(row, contactAt);
  const [left, right] = [xOf(row, beganAt), xOf(row, endedAt)];
  const bar = { x: left, y: y - 4, width: Math.max(right - left, 2), height: 8, rx: 4, fill: ground, stroke: line };
  const label = `${kind} ${confidence.toFixed(2)}`;
  const fits = right + widthOfText(label, SIZE) + 10 < row.left + row.width;
  const at = fits ? { x: right + 6, anchor: 'start' } : { x: left - 6, anchor: 'end' };
  const mark =
    kind === 'bite'
      ? element('path', { d: `M${x - 7} ${y + 6} L${x + 7} ${y + 6} L${x} ${y - 8} Z`, fill: line })
      : element('circle', { cx: x, cy: y, r: 7, fill: line });
  return [
    element('rect', bar),
    mark,
    text(at.x, y + 4, label, { 'font-size': SIZE, 'text-anchor': at.anchor, 'font-weight': 600, fill: line }),
  ].join('');
}
