import type { AdminLoadPoint } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { loadPlot } from '../../summary/rhythm-chart';
import { clockTime } from '../../summary/times';
import { useLanguage } from '../../views/language-context';
import { useElementWidth } from '../../views/use-element-width';
import { usePalette } from '../../views/use-palette';
import { percentWords } from '../admin-times';
import { loadChartData, loadChartOptions } from '../load-chart';
import type { LoadHistory } from '../load-history';
import { minutesOf } from '../load-minutes';
import { DataTable } from './data-table';
import { FetchedView } from './fetched-view';
import { useAdminWords } from './use-admin-words';

const CHART_HEIGHT = 240;

/** The load over time, as a chart and as a table. */
export function LoadCard({ history }: { readonly history: LoadHistory }): JSX.Element {
  const words = useAdminWords();
  const points = history.points.value;
  return (
    <section class="card" aria-labelledby="load-title" data-testid="admin-load">
      <h2 id="load-title">{words.load.title}</h2>
      <FetchedView fetched={history.kept} filled={points.length > 0} nothing={words.load.nothing}>
        <Chart points={points} />
        <ul class="rhythm-legend" aria-hidden="true">
          <li class="bites">{words.load.load}</li>
          <li class="sips">{words.load.taken}</li>
        </ul>
        <Figures points={points} />
      </FetchedView>
    </section>
  );
}

function Chart({ points }: { readonly points: readonly AdminLoadPoint[] }): JSX.Element {
  const words = useAdminWords();
  const { code } = useLanguage();
  const { ref, width } = useElementWidth();
  const palette = usePalette();
  const failed = useSignal(false);
  const chart = useRef<uPlot | undefined>(undefined);
  const newest = useRef(points);
  newest.current = points;
  useEffect(() => {
    const element = ref.current;
    if (!element || width.value === 0) return undefined;
    let gone = false;
    const look = {
      width: width.value,
      height: CHART_HEIGHT,
      scale: 1,
      palette,
      writeTime: (moment: number, precision: 'minute' | 'second') => clockTime(moment, code.value, precision),
      load: words.load.load,
      taken: words.load.taken,
    };
    const draw = async (): Promise<void> => {
      try {
        const plot = await loadPlot();
        if (!gone) chart.current = new plot(loadChartOptions(look), loadChartData(newest.current), element);
      } catch {
        failed.value = true;
      }
    };
    void draw();
    return () => {
      gone = true;
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [width.value, palette, code.value]);
  useEffect(() => chart.current?.setData(loadChartData(points)), [points]);
  if (failed.value) return <p class="failure">{words.load.failed}</p>;
  const loads = points.flatMap(({ load }) => load ?? []);
  const highest = loads.length > 0 ? Math.max(...loads) : undefined;
  const last = points.at(-1);
  return (
    <div
      class="rhythm-chart"
      ref={ref}
      role="img"
      aria-label={words.load.image(percentWords(last?.load, words), percentWords(highest, words), last?.taken ?? 0)}
      style={{ minBlockSize: `${String(CHART_HEIGHT)}px` }}
    />
  );
}

function Figures({ points }: { readonly points: readonly AdminLoadPoint[] }): JSX.Element {
  const words = useAdminWords();
  const { code } = useLanguage();
  const open = useSignal(false);
  const { table, time, taken, places, framesPerSecond } = words.load;
  return (
    <details class="summary-details" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{table}</summary>
      {open.value && (
        <DataTable
          caption={table}
          testId="admin-load-table"
          columns={[
            { label: time, cell: ({ at }) => clockTime(at, code.value) },
            { label: words.figures.load, cell: ({ load }) => percentWords(load, words) },
            { label: taken, cell: (point) => point.taken },
            { label: places, cell: (point) => point.places },
            { label: framesPerSecond, cell: (point) => point.framesPerSecond.toFixed(1) },
          ]}
          rows={minutesOf(points)}
          keyOf={({ at }) => String(at)}
        />
      )}
    </details>
  );
}
