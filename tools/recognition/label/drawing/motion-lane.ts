import { medianOf } from '../../evaluation/chewing-rate';
import type { ClipSpan, WatchedClip } from '../watch-clip';
import { fillOf, MOTION_STYLES } from './motion-styles';
import { isInRow, xOf, type Lane, type Row } from './row';
import { element, text, widthOfText } from './svg';

const HEIGHT = 40;
const NAME_SIZE = 13;

/** What was told: a box for each motion with its name in it, or its letter where that has no room. */
export function motionLane({ spans, steps }: WatchedClip): Lane {
  const drawSpan = (row: Row, span: ClipSpan): string => {
    const [left, right] = [xOf(row, span.from), xOf(row, span.to)];
    const { line, letter } = MOTION_STYLES[span.motion];
    const box = { x: left, y: 0, width: Math.max(right - left, 1), height: HEIGHT, stroke: line, 'stroke-width': 1 };
    const rates = steps.flatMap(({ at, chewingRate }) =>
      at >= span.from && at < span.to && chewingRate ? [chewingRate] : [],
    );
    const rate = medianOf(rates);
    const names = [span.motion, letter];
    if (rate !== null) names.unshift(`${span.motion} ${rate.toFixed(1)} Hz`);
    const name = names.find((one) => widthOfText(one, NAME_SIZE) + 8 < right - left) ?? '';
    const middle = (left + right) / 2;
    const ground = element('rect', {
      ...{ x: middle - widthOfText(name, NAME_SIZE) / 2 - 3, y: HEIGHT / 2 - 10, rx: 3 },
      ...{ width: widthOfText(name, NAME_SIZE) + 6, height: 20, fill: MOTION_STYLES[span.motion].ground },
    });
    const label = text(middle, HEIGHT / 2 + 4.5, name, {
      'font-size': NAME_SIZE,
      'text-anchor': 'middle',
      'font-weight': 600,
    });
    return element('rect', { ...box, fill: fillOf(span.motion) }) + (name === '' ? '' : ground + label);
  };
  return {
    name: 'Motion',
    remarks: ['as it was told'],
    height: HEIGHT,
    draw: (row) =>
      spans
        .filter(({ from, to }) => isInRow(row, from, to))
        .map((span) => drawSpan(row, span))
        .join(''),
  };
}
