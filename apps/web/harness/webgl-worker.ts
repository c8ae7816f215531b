import '@tensorflow/tfjs-backend-webgl';
import { setBackend } from '@tensorflow/tfjs-core';
import { serveRecognition } from '../src/recognition/device/serve-recognition';

// Recognition on the device with WebGL, to be measured beside WebAssembly.
void serveRecognition(async () => {
  if (!(await setBackend('webgl'))) throw new Error('WebGL does not start.');
});
