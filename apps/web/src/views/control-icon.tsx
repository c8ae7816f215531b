import type { JSX } from 'preact';

/** Outlines on a field of 24 by 24. */
const OUTLINES = {
  microphone: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M9 21h6',
  microphoneOff:
    'M9 9v2a3 3 0 0 0 4.6 2.5M15 10.2V6a3 3 0 0 0-5.8-1M5.5 11a6.5 6.5 0 0 0 9.8 5.6M18.5 11a6.5 6.5 0 0 1-.9 3.3M12 17.5V21M9 21h6M4 3l16 18',
  camera: 'M4 7h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM15 11l6-3.5v9L15 13',
  cameraOff:
    'M8.5 7H13a2 2 0 0 1 2 2v4.5M15 15.5A2 2 0 0 1 13 17H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h.5M15 11l6-3.5v9l-4-2.3M4 3l16 18',
  leave: 'M14 4H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h8M11 12h9M16.5 8.5L20 12l-3.5 3.5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.1-3.1a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.1 3.1a4 4 0 0 0 5.7 5.7l1.1-1.1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
} as const;

/** Name of an icon. */
export type ControlIconName = keyof typeof OUTLINES;

/** An icon beside a word; it says nothing to screen readers. */
export function ControlIcon({ name }: { readonly name: ControlIconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={OUTLINES[name]} />
    </svg>
  );
}
