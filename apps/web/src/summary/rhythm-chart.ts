import type uPlot from 'uplot';
import type { Rhythm } from './rhythm';
import { tickPrecision, timeTicks } from './time-ticks';
import type { TimelinePalette } from './timeline-palette';

/** How a chart of the rhythm looks. */
export interface RhythmChartLook {
  /** Px. */
  readonly width: number;
  readonly height: number;
  /** How large text and lines are, against 12 px and 2 px. */
  readonly scale: number;
  readonly palette: TimelinePalette;
  /** Writes a moment, ms since the epoch, on the axis. */
  readonly writeTime: (moment: number, precision: 'minute' | 'second') => string;
  readonly bites: string;
  readonly sips: string;
}

type LoadedPlot = typeof uPlot;

/** The charting library, loaded when the first chart is drawn. */
export async function loadPlot(): Promise<LoadedPlot> {
  const [library] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return library.default;
}

/** Bites as steps that are filled, sips as dashed steps: told apart without colour. */
export function chartOptions(plot: LoadedPlot, look: RhythmChartLook): uPlot.Options {
  const { palette, scale, writeTime } = look;
  const steps = plot.paths.stepped?.({ align: 1 });
  const font = `${String(Math.round(12 * scale))}px ${palette.font}`;
  const axis = {
    font,
    stroke: palette.inkSoft,
    gap: 5 * scale,
    grid: { stroke: palette.line, width: scale },
    ticks: { stroke: palette.line, width: scale, size: 6 * scale },
  };
  const series = { width: 2 * scale, points: { show: false }, ...(steps ? { paths: steps } : {}) };
  return {
    width: look.width,
    height: look.height,
    // Room for half of the last moment on the axis.
    padding: [8 * scale, 30 * scale, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: (_chart, _min, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      {
        ...axis,
        size: 28 * scale,
        splits: (_chart, _axis, from, to) =>
          timeTicks({ from: from * 1000, to: to * 1000 }, Math.max(1, Math.floor(look.width / (90 * scale)))).map(
            (moment) => moment / 1000,
          ),
        values: (_chart, seconds) => {
          const moments = seconds.map((second) => second * 1000);
          return moments.map((moment) => writeTime(moment, tickPrecision(moments)));
        },
      },
      { ...axis, size: 40 * scale, space: 30 * scale },
    ],
    series: [
      {},
      {
        ...series,
        label: look.bites,
        stroke: palette.bite,
        fill: `color-mix(in srgb, ${palette.bite} 22%, transparent)`,
      },
      { ...series, label: look.sips, stroke: palette.sip, dash: [8 * scale, 5 * scale] },
    ],
  };
}

/** The steps of a rhythm; the last one is drawn to its end. Moments in s, as uPlot wants them. */
export function chartData(rhythm: Rhythm): uPlot.AlignedData {
  const last = rhythm.at(-1);
  const ends = last ? [...rhythm, { ...last, from: last.to }] : [];
  return [
    ends.map(({ from }) => from / 1000),
    ends.map(({ bitesPerMinute }) => bitesPerMinute),
    ends.map(({ sipsPerMinute }) => sipsPerMinute),
  ];
}

/** A chart that is on no page, painted, for a picture; whoever asked for it destroys it. */
export async function paintChart(plot: LoadedPlot, rhythm: Rhythm, look: RhythmChartLook): Promise<uPlot> {
  return new Promise((resolve) => {
    const options = { ...chartOptions(plot, look), hooks: { draw: [(chart: uPlot): void => resolve(chart)] } };
    new plot(options, chartData(rhythm));
  });
}
