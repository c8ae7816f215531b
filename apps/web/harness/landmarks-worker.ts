import { FULL_EFFORT } from '@bapsang/recognition/vision/effort';
import { PictureWatch } from '../src/recognition/device/picture-watch';
import { startWasm } from '../src/recognition/device/start-wasm';

// Recognition on the device that tells its landmarks too, so that they can be compared.
const opened = PictureWatch.open(startWasm, () => undefined);

addEventListener('message', ({ data }: MessageEvent<{ bitmap: ImageBitmap; capturedAt: number }>) => {
  const look = (watch: PictureWatch): void => postMessage(watch.look(data.bitmap, data.capturedAt, FULL_EFFORT));
  // Thrown again outside the promise, so that the page hears of it.
  opened.then(look).catch((error: unknown) => setTimeout(() => reportError(error)));
});
