import fc from 'fast-check';
import { paintTimeline, type Painting, TIMELINE_HEIGHT } from './timeline-painter';
import { english } from '../i18n/english';
import type { ParticipantSummary } from './meal-summary';
import { legendItems } from './summary-legend';
import type { TimelinePalette } from './timeline-palette';
import { type TimelineSpan } from './timeline';

const PALETTE: TimelinePalette = {
  paper: 'paper',
  card: 'card',
  ink: 'ink',
  inkSoft: 'inkSoft',
  line: 'line',
  bite: 'bite',
  sip: 'sip',
  chew: 'chew',
  talk: 'talk',
  font: 'font',
};

/** A canvas that notes what is painted on it, without the colours. */
class NotedPainting implements Painting {
  readonly shapes: string[] = [];
  readonly dots: number[] = [];
  readonly blocks: { readonly left: number; readonly right: number }[] = [];
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 1;
  #dash = '';

  beginPath(): void {
    this.shapes.push('path');
  }
  moveTo(): void {
    this.shapes.push('move');
  }
  lineTo(): void {
    this.shapes.push(`line ${this.#dash}`);
  }
  closePath(): void {
    this.shapes.push('close');
  }
  arc(x: number): void {
    this.dots.push(x);
    this.shapes.push('arc');
  }
  fill(): void {
    this.shapes.push('fill');
  }
  stroke(): void {
    this.shapes.push('stroke');
  }
  fillRect(x: number, _y: number, width: number, height: number): void {
    this.blocks.push({ left: x, right: x + width });
    this.shapes.push(`block ${String(height)}`);
  }
  setLineDash(dash: number[]): void {
    this.#dash = dash.join(' ');
  }
}

const AREA = { x: 10, y: 0, width: 300, height: TIMELINE_HEIGHT };

describe('paintTimeline()', () => {
  it('puts every motion and every bite where it belongs', () => {
    const spans: TimelineSpan[] = [
      { motion: 'talk', from: 0, to: 50 },
      { motion: 'chew', from: 50, to: 100 },
    ];
    const painting = new NotedPainting();
    const events = [{ kind: 'bite' as const, from: 40, at: 50, to: 60 }];
    paintTimeline(painting, { spans, events }, { from: 0, to: 100 }, AREA, PALETTE);
    expect(painting.blocks).toEqual([
      { left: 10, right: 160 },
      { left: 160, right: 310 },
    ]);
    expect(painting.dots).toEqual([160]);
  });

  it('stays inside its area, also with moments outside the meal', () => {
    const events: fc.Arbitrary<ParticipantSummary['events']> = fc.array(
      fc.integer({ min: -500, max: 1500 }).map((at) => ({ kind: 'bite', from: at, at, to: at })),
    );
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 1000 }), (all, length) => {
        const painting = new NotedPainting();
        const spans: TimelineSpan[] = [{ motion: 'chew', from: 0, to: length }];
        paintTimeline(painting, { spans, events: all }, { from: 0, to: length }, AREA, PALETTE);
        expect(painting.dots).toHaveLength(all.length);
        for (const x of painting.dots) {
          expect(x).toBeGreaterThanOrEqual(10);
          expect(x).toBeLessThanOrEqual(310);
        }
        for (const { left, right } of painting.blocks) {
          expect(left).toBeGreaterThanOrEqual(10);
          expect(right).toBeLessThanOrEqual(310.001);
        }
      }),
    );
  });
});

describe('legendItems()', () => {
  it('has shapes that differ without colour', () => {
    const shapes = legendItems(english).map(({ paint }) => {
      const painting = new NotedPainting();
      paint(painting, AREA, PALETTE);
      return painting.shapes.join(', ');
    });
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
