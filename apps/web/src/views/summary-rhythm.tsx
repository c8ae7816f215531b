import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type uPlot from 'uplot';
import type { MealSummary } from '../summary/meal-summary';
import { chartData, chartOptions, loadPlot, type RhythmChartLook } from '../summary/rhythm-chart';
import { clockTime } from '../summary/times';
import { useLanguage } from './language-context';
import { useElementWidth } from './use-element-width';
import { usePalette } from './use-palette';

const CHART_HEIGHT = 220;

/** How fast the table ate and drank over the meal, as a chart and as a table. */
export function SummaryRhythm({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const { words } = useLanguage();
  const { rhythm, rhythmLead, bitesPerMinute, sipsPerMinute } = words.value.summary;
  return (
    <section class="card" data-testid="summary-rhythm">
      <h2>{rhythm}</h2>
      <p class="hint">{rhythmLead}</p>
      <Chart summary={summary} />
      <ul class="rhythm-legend" aria-hidden="true">
        <li class="bites">{bitesPerMinute}</li>
        <li class="sips">{sipsPerMinute}</li>
      </ul>
      <Figures summary={summary} />
    </section>
  );
}

function Chart({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const { words, code } = useLanguage();
  const { ref, width } = useElementWidth();
  const palette = usePalette();
  const failed = useSignal(false);
  const { bites, sips, rhythmImage, rhythmFailed } = words.value.summary;
  useEffect(() => {
    const element = ref.current;
    if (!element || width.value === 0) return undefined;
    let chart: uPlot | undefined;
    let gone = false;
    const writeTime: RhythmChartLook['writeTime'] = (moment, precision) => clockTime(moment, code.value, precision);
    const look = { width: width.value, height: CHART_HEIGHT, scale: 1, palette, writeTime, bites, sips };
    const draw = async (): Promise<void> => {
      try {
        const plot = await loadPlot();
        if (!gone) chart = new plot(chartOptions(plot, look), chartData(summary.rhythm), element);
      } catch {
        failed.value = true;
      }
    };
    void draw();
    return () => {
      gone = true;
      chart?.destroy();
    };
  }, [summary, width.value, palette, code.value]);
  const most = (values: readonly number[]): string => oneDecimal(Math.max(0, ...values));
  const label = rhythmImage(
    most(summary.rhythm.map(({ bitesPerMinute }) => bitesPerMinute)),
    most(summary.rhythm.map(({ sipsPerMinute }) => sipsPerMinute)),
  );
  if (failed.value) return <p class="failure">{rhythmFailed}</p>;
  return (
    <div
      class="rhythm-chart"
      ref={ref}
      role="img"
      aria-label={label}
      style={{ minBlockSize: `${String(CHART_HEIGHT)}px` }}
    />
  );
}

function Figures({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const { words, code } = useLanguage();
  const { rhythmTable, time, bitesPerMinute, sipsPerMinute } = words.value.summary;
  return (
    <details class="summary-details">
      <summary>{rhythmTable}</summary>
      <table class="summary-table" data-testid="summary-rhythm-table">
        <caption class="visually-hidden">{rhythmTable}</caption>
        <thead>
          <tr>
            <th scope="col">{time}</th>
            <th scope="col">{bitesPerMinute}</th>
            <th scope="col">{sipsPerMinute}</th>
          </tr>
        </thead>
        <tbody>
          {summary.rhythm.map((part) => (
            <tr key={part.from}>
              <th scope="row">{clockTime(part.from, code.value, 'second')}</th>
              <td>{oneDecimal(part.bitesPerMinute)}</td>
              <td>{oneDecimal(part.sipsPerMinute)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}
