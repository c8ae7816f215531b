import type { Dictionary } from '../i18n/dictionary';
import type { LanguageCode } from '../i18n/language';
import type { MealSummary, ParticipantSummary } from './meal-summary';
import { loadPlot, paintChart, type RhythmChartLook } from './rhythm-chart';
import { legendItems } from './summary-legend';
import { figureSentences, knownSentences, nameOf, whenSentence } from './summary-words';
import { tickPrecision, timeTicks } from './time-ticks';
import { paintTimeline, TIMELINE_HEIGHT } from './timeline-painter';
import type { TimelinePalette } from './timeline-palette';
import { clockTime } from './times';
import { wrapText } from './wrap-text';

/** Width of the picture in units of its layout. */
const WIDTH = 640;

/** Pixels of the picture to one unit. */
const RATIO = 2;

const MARGIN = 32;
const INNER = WIDTH - 2 * MARGIN;
const CHART_HEIGHT = 170;
const LEGEND_COLUMN = INNER / 4;

/** What a picture is made with. */
export interface PictureParts {
  readonly summary: MealSummary;
  readonly words: Dictionary;
  readonly code: LanguageCode;
  readonly palette: TimelinePalette;
  readonly canvas: HTMLCanvasElement;
}

interface Block {
  readonly height: number;
  readonly paint: (context: CanvasRenderingContext2D, top: number) => void;
}

/**
 * Draws the whole summary.
 * @returns a PNG
 * @throws Error where the browser gives no canvas, or the charting library does not come
 */
export async function drawPicture(parts: PictureParts): Promise<Blob> {
  const { canvas, palette } = parts;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw on.');
  const blocks = [...textBlocks(parts), ...(await rhythmBlocks(parts)), ...noteBlocks(parts, context)];
  const height = blocks.reduce((sum, block) => sum + block.height, 2 * MARGIN);
  canvas.width = WIDTH * RATIO;
  canvas.height = height * RATIO;
  context.scale(RATIO, RATIO);
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, WIDTH, height);
  let top = MARGIN;
  for (const block of blocks) {
    block.paint(context, top);
    top += block.height;
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))), 'image/png');
  });
}

function textBlocks(parts: PictureParts): Block[] {
  const { summary, words, code, palette } = parts;
  const recognised = summary.participants.filter(({ recognition }) => recognition);
  return [
    text(words.summary.title, palette, { size: 26, weight: 700, after: 6 }),
    text(whenSentence(summary, words, code), palette, { size: 14, soft: true, after: 14 }),
    ...figureSentences(summary, words).map((sentence) => text(sentence, palette, { size: 16, after: 4 })),
    gap(14),
    ...summary.participants.flatMap((participant) => participantBlocks(parts, participant)),
    ...(recognised.length > 0 ? [axis(parts), legend(parts)] : []),
  ];
}

function participantBlocks({ summary, words, palette }: PictureParts, participant: ParticipantSummary): Block[] {
  const { bites, sips } = participant.totals;
  const counts = participant.recognition
    ? `${words.table.bites(bites)}, ${words.table.sips(sips)}`
    : words.summary.notRecognised;
  const heading: Block = {
    height: 24,
    paint: (context, top) => {
      write(context, nameOf(participant, words), MARGIN, top + 16, palette, {
        size: 15,
        weight: 700,
        width: INNER / 2,
      });
      context.textAlign = 'end';
      write(context, counts, WIDTH - MARGIN, top + 16, palette, { size: 13, soft: true, width: INNER / 2 });
      context.textAlign = 'start';
    },
  };
  if (!participant.recognition) return [heading, gap(8)];
  const timeline: Block = {
    height: TIMELINE_HEIGHT + 8,
    paint: (context, top) => {
      const area = { x: MARGIN, y: top, width: INNER, height: TIMELINE_HEIGHT };
      paintTimeline(context, participant, summary, area, palette);
    },
  };
  return [heading, timeline];
}

function axis({ summary, code, palette }: PictureParts): Block {
  return {
    height: 28,
    paint: (context, top) => {
      context.textAlign = 'center';
      const ticks = timeTicks(summary, 6);
      const precision = tickPrecision(ticks);
      for (const moment of ticks) {
        const part = (moment - summary.from) / Math.max(1, summary.to - summary.from);
        const x = Math.min(WIDTH - MARGIN - 20, Math.max(MARGIN + 20, MARGIN + part * INNER));
        write(context, clockTime(moment, code, precision), x, top + 14, palette, { size: 12, soft: true });
      }
      context.textAlign = 'start';
    },
  };
}

function legend({ words, palette }: PictureParts): Block {
  const items = legendItems(words);
  const rows = Math.ceil(items.length / 4);
  const rowHeight = TIMELINE_HEIGHT / 2 + 6;
  return {
    height: rows * rowHeight + 18,
    paint: (painting, top) => {
      items.forEach(({ label, paint }, index) => {
        const x = MARGIN + (index % 4) * LEGEND_COLUMN;
        const y = top + Math.floor(index / 4) * rowHeight;
        paint(painting, { x, y, width: 28, height: TIMELINE_HEIGHT / 2 }, palette);
        write(painting, label, x + 36, y + 16, palette, { size: 12, width: LEGEND_COLUMN - 40 });
      });
    },
  };
}

async function rhythmBlocks({ summary, words, code, palette }: PictureParts): Promise<Block[]> {
  if (summary.totals.bites + summary.totals.sips === 0) return [];
  const plot = await loadPlot();
  const factor = RATIO / plot.pxRatio;
  const look: RhythmChartLook = {
    width: INNER * factor,
    height: CHART_HEIGHT * factor,
    scale: factor,
    palette,
    writeTime: (moment, precision) => clockTime(moment, code, precision),
    bites: words.summary.bites,
    sips: words.summary.sips,
  };
  const chart = await paintChart(plot, summary.rhythm, look);
  const key = `━ ${words.summary.bitesPerMinute}    ╍ ${words.summary.sipsPerMinute}`;
  return [
    text(words.summary.rhythm, palette, { size: 18, weight: 700, after: 4 }),
    text(key, palette, { size: 12, soft: true, after: 6 }),
    {
      height: CHART_HEIGHT + 18,
      paint: (context, top) => {
        context.drawImage(chart.ctx.canvas, MARGIN, top, INNER, CHART_HEIGHT);
        chart.destroy();
      },
    },
  ];
}

function noteBlocks({ summary, words, code, palette }: PictureParts, context: CanvasRenderingContext2D): Block[] {
  context.font = `12px ${palette.font}`;
  const widthOf = (line: string): number => context.measureText(line).width;
  const lines = knownSentences(summary, words, code).flatMap((sentence) => wrapText(sentence, widthOf, INNER));
  return [...lines, words.appName].map((line) => text(line, palette, { size: 12, soft: true, after: 4 }));
}

interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly soft?: boolean;
  readonly width?: number;
}

function text(content: string, palette: TimelinePalette, style: TextStyle & { readonly after: number }): Block {
  return {
    height: style.size * 1.25 + style.after,
    paint: (context, top) => write(context, content, MARGIN, top + style.size, palette, style),
  };
}

function gap(height: number): Block {
  return { height, paint: () => undefined };
}

function write(
  context: CanvasRenderingContext2D,
  content: string,
  x: number,
  y: number,
  palette: TimelinePalette,
  { size, weight = 400, soft = false, width = INNER }: TextStyle,
): void {
  context.font = `${String(weight)} ${String(size)}px ${palette.font}`;
  context.fillStyle = soft ? palette.inkSoft : palette.ink;
  context.fillText(content, x, y, width);
}
