import { serveRecognition } from './serve-recognition';
import { startWasm } from './start-wasm';

// The program of the Web Worker that recognises on the device.
void serveRecognition(startWasm);
