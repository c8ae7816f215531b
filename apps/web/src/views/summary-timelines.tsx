import type { JSX } from 'preact';
import type { MealSummary, ParticipantSummary } from '../summary/meal-summary';
import { legendItems } from '../summary/summary-legend';
import { nameOf } from '../summary/summary-words';
import { tickPrecision, timeTicks } from '../summary/time-ticks';
import { paintTimeline, TIMELINE_HEIGHT } from '../summary/timeline-painter';
import { clockTime } from '../summary/times';
import { useLanguage, useWords } from './language-context';
import { PaintedCanvas } from './painted-canvas';
import { SummaryTimelineTable } from './summary-timeline-table';
import { useElementWidth } from './use-element-width';
import { usePalette } from './use-palette';

/** Room that a minute gets at least, px. */
const MINUTE_WIDTH = 14;

/** The widest that timelines get, px. */
const WIDTH_MAX = 4000;

/** Room for one moment on the axis, px. */
const TICK_ROOM = 90;

/** Everybody's motions, bites and sips over the meal, painted, and each as a table. */
export function SummaryTimelines({ summary }: { readonly summary: MealSummary }): JSX.Element {
  const words = useWords();
  const room = useElementWidth();
  const minutes = (summary.to - summary.from) / 60_000;
  const width = Math.max(room.width.value, Math.min(WIDTH_MAX, Math.round(minutes * MINUTE_WIDTH)));
  const scrolls = width > room.width.value;
  const participants = summary.participants.filter(({ recognition }) => recognition);
  return (
    <section class="card" data-testid="summary-timelines">
      <h2>{words.summary.timeline}</h2>
      <div
        class="timelines"
        ref={room.ref}
        {...(scrolls ? { role: 'region', tabIndex: 0, 'aria-label': words.summary.timelineScroll } : {})}
      >
        {participants.map((participant) => (
          <Timeline key={participant.participantId} participant={participant} summary={summary} width={width} />
        ))}
        <Axis summary={summary} width={width} />
      </div>
      <Legend />
      {participants.map((participant) => (
        <SummaryTimelineTable key={participant.participantId} participant={participant} />
      ))}
    </section>
  );
}

interface TimelineProps {
  readonly participant: ParticipantSummary;
  readonly summary: MealSummary;
  readonly width: number;
}

function Timeline({ participant, summary, width }: TimelineProps): JSX.Element {
  const words = useWords();
  const palette = usePalette();
  const name = nameOf(participant, words);
  const { bites, sips } = participant.totals;
  const label = `${words.summary.timelineOf(name)}: ${words.table.bites(bites)}, ${words.table.sips(sips)}`;
  const area = { x: 0, y: 0, width, height: TIMELINE_HEIGHT };
  return (
    <div class="timeline" style={{ inlineSize: `${String(width)}px` }}>
      <p class="timeline-name" aria-hidden="true">
        {name}
      </p>
      <PaintedCanvas
        width={width}
        height={TIMELINE_HEIGHT}
        label={label}
        paint={(context) => paintTimeline(context, participant, summary, area, palette)}
      />
    </div>
  );
}

function Axis({ summary, width }: Omit<TimelineProps, 'participant'>): JSX.Element {
  const { code } = useLanguage();
  const ticks = timeTicks(summary, Math.max(1, Math.floor(width / TICK_ROOM)));
  const precision = tickPrecision(ticks);
  return (
    <div class="timeline-axis" aria-hidden="true" style={{ inlineSize: `${String(width)}px` }}>
      {ticks.map((moment) => (
        <span
          key={moment}
          style={{
            insetInlineStart: `${String((100 * (moment - summary.from)) / Math.max(1, summary.to - summary.from))}%`,
          }}
        >
          {clockTime(moment, code.value, precision)}
        </span>
      ))}
    </div>
  );
}

function Legend(): JSX.Element {
  const words = useWords();
  const palette = usePalette();
  const area = { x: 0, y: 0, width: 28, height: TIMELINE_HEIGHT / 2 };
  return (
    <ul class="timeline-legend" aria-label={words.summary.legend}>
      {legendItems(words).map(({ label, paint }) => (
        <li key={label}>
          <PaintedCanvas width={area.width} height={area.height} paint={(context) => paint(context, area, palette)} />
          {label}
        </li>
      ))}
    </ul>
  );
}
