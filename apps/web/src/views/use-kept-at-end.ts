import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** A scrolled element, whether its end is seen, and the way there. */
export interface KeptAtEnd {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly atEnd: ReadonlySignal<boolean>;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/** What still counts as the end, px. */
const END_TOLERANCE = 48;

/**
 * Keeps the end of the element that gets `ref` in sight while its content or its size changes, unless somebody has scrolled
 * away from the end to read.
 * @param content changes whenever there is more to see
 */
export function useKeptAtEnd(content: unknown): KeptAtEnd {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useSignal(true);
  const size = useRef('');
  const toEnd = (): void => {
    if (!ref.current) return;
    const { scrollHeight, clientHeight } = ref.current;
    size.current = `${String(clientHeight)} ${String(scrollHeight)}`;
    ref.current.scrollTop = scrollHeight;
    atEnd.value = true;
  };
  const onScroll = (): void => {
    const element = ref.current;
    if (!element) return;
    const { scrollHeight, scrollTop, clientHeight } = element;
    const before = size.current;
    size.current = `${String(clientHeight)} ${String(scrollHeight)}`;
    // A scroll that comes with another size is the browser's doing and not the reader's.
    if (size.current !== before) follow();
    else atEnd.value = scrollHeight - scrollTop - clientHeight <= END_TOLERANCE;
  };
  const follow = (): void => {
    if (atEnd.peek()) toEnd();
  };
  useLayoutEffect(follow, [content]);
  useEffect(() => {
    if (!ref.current) return undefined;
    const observer = new ResizeObserver(follow);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, atEnd, onScroll, toEnd };
}
