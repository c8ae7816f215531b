import type uPlot from 'uplot';
import { tickPrecision, timeTicks } from './time-ticks';
import type { TimelinePalette } from './timeline-palette';

/** How a chart over time looks. */
export interface ChartLook {
  /** Px. */
  readonly width: number;
  readonly height: number;
  /** How large text and lines are, against 12 px and 2 px. */
  readonly scale: number;
  readonly palette: TimelinePalette;
  /** Writes a moment, ms since the epoch, on the axis. */
  readonly writeTime: (moment: number, precision: 'minute' | 'second') => string;
}

/** What all axes of a chart have in common. */
export function axisStyle({ palette, scale }: ChartLook): uPlot.Axis {
  return {
    font: `${String(Math.round(12 * scale))}px ${palette.font}`,
    stroke: palette.inkSoft,
    gap: 5 * scale,
    grid: { stroke: palette.line, width: scale },
    ticks: { stroke: palette.line, width: scale, size: 6 * scale },
  };
}

/** The axis of time: full minutes or hours, as many as have room. */
export function timeAxis(look: ChartLook): uPlot.Axis {
  const { width, scale, writeTime } = look;
  return {
    ...axisStyle(look),
    size: 28 * scale,
    splits: (_chart, _axis, from, to) =>
      timeTicks({ from: from * 1000, to: to * 1000 }, Math.max(1, Math.floor(width / (90 * scale)))).map(
        (moment) => moment / 1000,
      ),
    values: (_chart, seconds) => {
      const moments = seconds.map((second) => second * 1000);
      return moments.map((moment) => writeTime(moment, tickPrecision(moments)));
    },
  };
}
