import { chromium, type Browser } from 'playwright-core';

/** Without the background-networking flags Chromium looks up hosts of its maker at every start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--use-fake-ui-for-media-stream',
];

/** What the fake devices of a Chromium are like. */
export interface FakeDevices {
  /** What the camera shows: an MJPEG or Y4M file, repeated for ever; default: Chromium's test picture. */
  readonly camera?: string;
  /** What the microphone hears: a WAV file, repeated for ever; default: short beeps. */
  readonly microphone?: string;
  /** How many cameras there are; the second is a depth camera, which TablePage hides. Default: 1. */
  readonly cameras?: number;
}

/** Starts the Chromium that the test command found. */
export async function launchChromium({ camera, microphone, cameras = 1 }: FakeDevices = {}): Promise<Browser> {
  const devices = [
    `--use-fake-device-for-media-stream=device-count=${cameras}`,
    ...(camera ? [`--use-file-for-fake-video-capture=${camera}`] : []),
    ...(microphone ? [`--use-file-for-fake-audio-capture=${microphone}`] : []),
  ];
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: [...FLAGS, ...devices],
  });
}
