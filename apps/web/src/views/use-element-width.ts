import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** An element and how wide it is, px; 0 until it is laid out. */
export interface MeasuredWidth {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly width: ReadonlySignal<number>;
}

/** Follows the width of the element that gets `ref`. */
export function useElementWidth(): MeasuredWidth {
  const ref = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => {
      width.value = element.clientWidth;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
