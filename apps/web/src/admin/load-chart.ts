import type { AdminLoadPoint } from '@bapsang/shared';
import type uPlot from 'uplot';
import { axisStyle, type ChartLook, timeAxis } from '../summary/chart-axes';

/** How a chart of the load looks. */
export interface LoadChartLook extends ChartLook {
  readonly load: string;
  readonly taken: string;
}

/** The side of an axis, as uPlot numbers them. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- uPlot's enumeration is there for types alone
const RIGHT = 1 as uPlot.Axis.Side;

/** The load filled, in percent on the left; places taken dashed, on the right: told apart without colour. */
export function loadChartOptions(look: LoadChartLook): uPlot.Options {
  const { palette, scale } = look;
  const axis = axisStyle(look);
  return {
    width: look.width,
    height: look.height,
    padding: [8 * scale, 8 * scale, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: true },
      load: { range: (_chart, _min, max) => [0, Math.max(100, max)] },
      places: { range: (_chart, _min, max) => [0, Math.max(4, Math.ceil(max * 1.2))] },
    },
    axes: [
      timeAxis(look),
      { ...axis, scale: 'load', size: 40 * scale, space: 30 * scale },
      {
        ...axis,
        scale: 'places',
        side: RIGHT,
        size: 32 * scale,
        space: 30 * scale,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
        grid: { show: false },
      },
    ],
    series: [
      {},
      {
        scale: 'load',
        label: look.load,
        width: 2 * scale,
        points: { show: false },
        stroke: palette.bite,
        fill: `color-mix(in srgb, ${palette.bite} 22%, transparent)`,
      },
      {
        scale: 'places',
        label: look.taken,
        width: 2 * scale,
        points: { show: false },
        stroke: palette.sip,
        dash: [8 * scale, 5 * scale],
      },
    ],
  };
}

/** The points of the chart; moments in s, as uPlot wants them, and a gap where no worker took participants. */
export function loadChartData(points: readonly AdminLoadPoint[]): uPlot.AlignedData {
  return [
    points.map(({ at }) => at / 1000),
    points.map(({ load }) => (load === undefined ? null : load * 100)),
    points.map(({ taken }) => taken),
  ];
}
