import type { WatchedFrame } from '@bapsang/recognition/participant-watch';
import { signal } from '@preact/signals';
import { Battery } from '../src/recognition/battery';
import { CameraPictures } from '../src/recognition/device/camera-pictures';
import { DeviceRecognition } from '../src/recognition/device/device-recognition';
import type { RecognizedPicture, Recognizer } from '../src/recognition/device/recognizer';
import { WorkerRecognizer } from '../src/recognition/device/worker-recognizer';
import { SystemClock } from '../src/time/clock';
import type { HarnessFigures, HarnessReport, HarnessWindow, PlainFrame } from './harness-window';

/** What is asked of the page by the programs that open it. */
const harness: HarnessWindow['harness'] = {
  watchClip: async (addresses, framesPerSecond) => {
    const worker = new Worker(new URL('./landmarks-worker.ts', import.meta.url), { type: 'module' });
    const frames: PlainFrame[] = [];
    for (const [index, address] of addresses.entries()) {
      const blob = await (await fetch(address)).blob();
      const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
      const capturedAt = Math.round((index * 1000) / framesPerSecond);
      frames.push(plain(await ask(worker, { bitmap, capturedAt })));
    }
    worker.terminate();
    return frames;
  },
  measure: async (backend, duration) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map((entry) => entry.duration));
    });
    observer.observe({ entryTypes: ['longtask'] });
    const media = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 } });
    const looks: HarnessFigures['looks'][number][] = [];
    const reports: HarnessReport[] = [];
    const began = performance.now();
    let readyAfter: number | undefined;
    const recognition = new DeviceRecognition({
      pictures: new CameraPictures(signal(media.getVideoTracks()[0])),
      openRecognizer: () =>
        recorded(createRecognizer(backend), (picture) => {
          readyAfter ??= performance.now() - began;
          looks.push({ at: performance.now() - began, timings: picture.timings });
        }),
      watching: signal(true),
      clock: new SystemClock(),
      battery: new Battery({}),
      report: ({ motion, events }, model) => {
        reports.push({ at: performance.now() - began, motion, events: events.map(({ kind }) => kind), model });
        return Promise.resolve();
      },
    });
    await new Promise((resolve) => setTimeout(resolve, duration));
    const status = recognition.status.value;
    await recognition.close();
    for (const track of media.getTracks()) track.stop();
    observer.disconnect();
    return { status: JSON.stringify(status), firstLookAfter: readyAfter, looks, reports, longTasks };
  },
};

Object.assign(window, { harness });

function createRecognizer(backend: 'wasm' | 'webgl'): Recognizer {
  const worker =
    backend === 'wasm'
      ? new Worker(new URL('../src/recognition/device/recognition-worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./webgl-worker.ts', import.meta.url), { type: 'module' });
  return new WorkerRecognizer(worker);
}

/** The recogniser, with somebody who hears what it answers. */
function recorded(recognizer: Recognizer, hear: (picture: RecognizedPicture) => void): Recognizer {
  return {
    start: (progress) => recognizer.start(progress),
    look: async (picture, effort) => {
      const answer = await recognizer.look(picture, effort);
      hear(answer);
      return answer;
    },
    close: () => recognizer.close(),
  };
}

function ask(worker: Worker, message: { bitmap: ImageBitmap; capturedAt: number }): Promise<WatchedFrame> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WatchedFrame>) => resolve(data);
    worker.onerror = ({ message: text }) => reject(new Error(text));
    worker.postMessage(message, [message.bitmap]);
  });
}

/** Typed arrays do not travel to the program that asks. */
function plain({ landmarks, update }: WatchedFrame): PlainFrame {
  const { face, body, hands } = landmarks;
  return {
    face: face ? [...face.points] : [],
    body: body ? [...body.points] : [],
    hands: hands.flatMap(({ points }) => [...points]),
    motion: update.motion,
    events: update.events.map(({ kind, contactAt }) => ({ kind, contactAt })),
  };
}
