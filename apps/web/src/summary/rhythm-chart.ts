import type uPlot from 'uplot';
import type { Rhythm } from './rhythm';
import { axisStyle, type ChartLook, timeAxis } from './chart-axes';

/** How a chart of the rhythm looks. */
export interface RhythmChartLook extends ChartLook {
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
  const { palette, scale } = look;
  const steps = plot.paths.stepped?.({ align: 1 });
  const series = { width: 2 * scale, points: { show: false }, ...(steps ? { paths: steps } : {}) };
  return {
    width: look.width,
    height: look.height,
    // Room for half of the last moment on the axis.
    padding: [8 * scale, 30 * scale, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range: (_chart, _min, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [timeAxis(look), { ...axisStyle(look), size: 40 * scale, space: 30 * scale }],
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
