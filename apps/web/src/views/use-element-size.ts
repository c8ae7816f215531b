import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Size } from '../layout/best-fit-grid';

/** An element and how large it is, px. */
export interface MeasuredElement {
  readonly ref: RefObject<HTMLUListElement | null>;
  readonly size: ReadonlySignal<Size>;
}

/** Follows the size of the list that gets `ref`. */
export function useElementSize(): MeasuredElement {
  const ref = useRef<HTMLUListElement>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => {
      // Rounded up, as clientWidth may be, tiles that fill a row exactly would not fit into it.
      const { width, height } = element.getBoundingClientRect();
      size.value = { width: Math.floor(width), height: Math.floor(height) };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { ref, size };
}
