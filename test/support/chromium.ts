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
  '--use-fake-device-for-media-stream',
];

/**
 * Starts the Chromium that the test command found.
 * @param cameraFile what the fake camera shows: an MJPEG or Y4M file, repeated for ever; default: Chromium's test picture
 */
export async function launchChromium(cameraFile?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: cameraFile ? [...FLAGS, `--use-file-for-fake-video-capture=${cameraFile}`] : FLAGS,
  });
}
