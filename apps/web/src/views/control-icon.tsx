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
  // Two lines of writing in a speech bubble.
  chat: 'M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 16h-7l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 5 4.5zM8 8.5h8M8 12h5',
  send: 'M4 12L20 4.5 15.5 20l-3.7-6.3zM11.8 13.7L20 4.5',
  // A smiling face.
  react: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9 9.3v.6M15 9.3v.6M8.3 13.8c1.8 2.9 5.6 2.9 7.4 0',
  // A monitor with an arrow to the others, and one that is crossed.
  screen:
    'M4 4.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1zM8.5 20h7M12 13.5v-6M9.3 10L12 7.3 14.7 10',
  screenOff:
    'M4 4.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1zM8.5 20h7M9.5 8l5 5M14.5 8l-5 5',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M5 12v.1M12 12v.1M19 12v.1',
  // A pin, upright and crossed out.
  pin: 'M9 3.5h6M10 3.5v6l-3 4h10l-3-4v-6M12 13.5V20.5',
  unpin: 'M9 3.5h6M10 3.5v3M14 3.5v6l3 4h-1.5M9 10.8l-2 2.7h5M12 13.5V20.5M4 3l16 18',
  enterFullscreen: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  leaveFullscreen: 'M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5',
  // A cloche over an emptied table.
  endMeal: 'M4 16a8 8 0 0 1 16 0zM3 19.5h18M12 8V5.5',
  // A bin.
  remove: 'M5 7h14M10 7V4.5h4V7M7 7l1 12.5h8L17 7M10.5 10.5v6M13.5 10.5v6',
  // Three sliders.
  settings: 'M4 7h8M16 7h4M14 5v4M4 12h2M10 12h10M8 10v4M4 17h9M17 17h3M15 15v4',
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
