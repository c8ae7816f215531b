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

/**
 * Starts the Chromium that the test command found.
 * @param cameraFile what the fake camera shows: an MJPEG or Y4M file, repeated for ever; default: Chromium's test picture
 * @param cameras how many fake cameras there are; the second is a depth camera, which TablePage hides
 */
export async function launchChromium(cameraFile?: string, cameras = 1): Promise<Browser> {
  const flags = [...FLAGS, `--use-fake-device-for-media-stream=device-count=${cameras}`];
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: cameraFile ? [...flags, `--use-file-for-fake-video-capture=${cameraFile}`] : flags,
  });
}
