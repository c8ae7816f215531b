import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readPalette, type TimelinePalette } from '../summary/timeline-palette';

/** The colours to paint with, dark or light as the page is now. */
export function usePalette(): TimelinePalette {
  const palette = useSignal(readRootPalette());
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const read = (): void => {
      palette.value = readRootPalette();
    };
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, []);
  return palette.value;
}

function readRootPalette(): TimelinePalette {
  return readPalette(window.getComputedStyle(document.documentElement));
}
