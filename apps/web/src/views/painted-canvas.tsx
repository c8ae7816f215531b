import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What {@link PaintedCanvas} needs. */
export interface PaintedCanvasProps {
  /** Px of the page. */
  readonly width: number;
  readonly height: number;
  /** Paints in px of the page. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
  /** What the picture shows; without, screen readers pass it over. */
  readonly label?: string;
}

/** A canvas that is painted anew whenever it is rendered, as sharp as the screen. */
export function PaintedCanvas({ width, height, paint, label }: PaintedCanvasProps): JSX.Element {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current;
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    canvas.width = Math.round(width * window.devicePixelRatio);
    canvas.height = Math.round(height * window.devicePixelRatio);
    context.scale(window.devicePixelRatio, window.devicePixelRatio);
    paint(context);
  });
  const style = { inlineSize: `${String(width)}px`, blockSize: `${String(height)}px` };
  return label ? (
    <canvas ref={ref} role="img" aria-label={label} style={style} />
  ) : (
    <canvas ref={ref} aria-hidden="true" style={style} />
  );
}
