import type { ClipLabels } from '../../sequences/real/clip-labels';
import { fillOf, MOTION_STYLES } from './motion-styles';
import { isInRow, xOf, type Lane, type Row } from './row';
import { element, text, widthOfText, type Attributes } from './svg';

const BOX_HEIGHT = 26;
const CONTACT_HEIGHT = 12;
const NAME_SIZE = 12;

const fillOfLabel = (label: string): string =>
  label in MOTION_STYLES ? fillOf(label as keyof typeof MOTION_STYLES) : '#f0f0f0';

/** What a person says happens: boxes as of motions, beneath them when something touches the mouth or only seems to. */
export function labelLane({ seg, contact = [], neg_contact = [] }: ClipLabels): Lane {
  const drawBox = (row: Row, [from, to, label]: ClipLabels['seg'][number]): string => {
    const [left, right] = [xOf(row, 1000 * from), xOf(row, 1000 * to)];
    const box = {
      x: left,
      y: 0,
      width: Math.max(right - left, 1),
      height: BOX_HEIGHT,
      stroke: '#444',
      fill: fillOfLabel(label),
    };
    if (widthOfText(label, NAME_SIZE) + 6 > right - left) return element('rect', box);
    const middle = { 'font-size': NAME_SIZE, 'text-anchor': 'middle', 'font-style': 'italic' };
    return element('rect', box) + text((left + right) / 2, BOX_HEIGHT / 2 + 4, label, middle);
  };
  const drawContact = (row: Row, [from, to]: readonly [number, number], isIntake: boolean): string => {
    const x = xOf(row, 1000 * from);
    const bar = { x, y: BOX_HEIGHT + 4, width: Math.max(xOf(row, 1000 * to) - x, 2), height: CONTACT_HEIGHT - 4 };
    const look: Attributes = isIntake
      ? { fill: '#b34d00' }
      : { fill: 'white', stroke: '#b34d00', 'stroke-dasharray': '3 2' };
    return element('rect', { ...bar, ...look });
  };
  const isShown = (row: Row, from: number, to: number): boolean => isInRow(row, 1000 * from, 1000 * to);
  return {
    name: 'Labels',
    remarks: ['by a person; bars: at the', 'mouth, dashed: no intake'],
    height: BOX_HEIGHT + CONTACT_HEIGHT,
    draw: (row) =>
      [
        ...seg.filter(([from, to]) => isShown(row, from, to)).map((one) => drawBox(row, one)),
        ...contact.filter(([from, to]) => isShown(row, from, to)).map((one) => drawContact(row, one, true)),
        ...neg_contact.filter(([from, to]) => isShown(row, from, to)).map((one) => drawContact(row, one, false)),
      ].join(''),
  };
}
