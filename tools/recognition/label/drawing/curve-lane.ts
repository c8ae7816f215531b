import { xOf, type Lane, type Row } from './row';
import { element, text, type Attributes } from './svg';

/** One curve of a lane; values over time, null where nothing is known. */
export interface Curve {
  readonly points: readonly { readonly at: number; readonly value: number | null }[];
  readonly line: Attributes;
  /** Draws a dot at each value, so that single ones are seen. */
  readonly hasDots?: boolean;
}

/** What a {@link curveLane} shows. */
export interface CurveLaneOptions {
  readonly name: string;
  readonly remarks: readonly string[];
  readonly height: number;
  /** Values at the lower and the upper edge; what lies outside is put to the edge. */
  readonly bounds: readonly [number, number];
  /** Values at which a thin line with its number is drawn. */
  readonly ticks: readonly number[];
  /** A value that means something, drawn as a dashed line with a name. */
  readonly threshold?: { readonly value: number; readonly name: string };
  readonly curves: readonly Curve[];
  /** Points that are further apart are not joined, ms. */
  readonly longestGapMs: number;
}

/** A lane with curves. */
export function curveLane(options: CurveLaneOptions): Lane {
  const { name, remarks, height, bounds, ticks, threshold, curves } = options;
  const [low, high] = bounds;
  const yOf = (value: number): number =>
    height - (height * (Math.min(Math.max(value, low), high) - low)) / (high - low);
  const drawTick = ({ left, width }: Row, value: number): string =>
    element('path', { d: `M${left} ${yOf(value)} h${width}`, stroke: '#d8dde2', 'stroke-width': 1 }) +
    text(left - 5, yOf(value) + 3.5, formatted(value), { 'font-size': 10, 'text-anchor': 'end', fill: '#55606b' });
  const drawThreshold = ({ left, width }: Row): string =>
    threshold
      ? element('path', {
          d: `M${left} ${yOf(threshold.value)} h${width}`,
          stroke: '#a33',
          'stroke-dasharray': '4 3',
        }) +
        text(left + width - 4, yOf(threshold.value) - 3, threshold.name, {
          'font-size': 10,
          'text-anchor': 'end',
          fill: '#a33',
        })
      : '';
  return {
    ...{ name, remarks, height },
    draw: (row) =>
      [
        ...ticks.map((value) => drawTick(row, value)),
        drawThreshold(row),
        ...curves.map((curve) => drawCurve(row, curve, yOf, options.longestGapMs)),
      ].join(''),
  };
}

const formatted = (value: number): string => String(Number(value.toFixed(2)));

function drawCurve(
  row: Row,
  { points, line, hasDots }: Curve,
  yOf: (value: number) => number,
  longestGapMs: number,
): string {
  const margin = longestGapMs;
  const inside = points.filter(({ at }) => at >= row.from - margin && at <= row.to + margin);
  let path = '';
  let dots = '';
  let before: number | null = null;
  for (const { at, value } of inside) {
    if (value === null) {
      before = null;
      continue;
    }
    const isJoined = before !== null && at - before <= longestGapMs;
    const place = `${xOf(row, at).toFixed(1)} ${yOf(value).toFixed(1)}`;
    path += `${isJoined ? 'L' : 'M'}${place} `;
    if (hasDots)
      dots += element('circle', { cx: xOf(row, at), cy: yOf(value), r: 1.8, fill: String(line.stroke ?? '#000') });
    before = at;
  }
  return (
    element('path', { d: path.trim(), fill: 'none', 'stroke-width': 1.6, 'stroke-linejoin': 'round', ...line }) + dots
  );
}
