import type { MotionUpdate } from '@bapsang/recognition/motion/motion-update';
import type { Motion } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../../time/manual-clock';
import { DeviceRecognition } from './device-recognition';
import { type RecognizedPicture, type Recognizer, RecognizerError, type RecognizerFault } from './recognizer';
import type { Picture } from './picture-source';

/** A recogniser by hand: it loads and answers when it is told to. */
class HandRecognizer implements Recognizer {
  readonly pictures: Picture[] = [];
  closed = false;
  progress: (percent: number) => void = () => undefined;
  #settle: { take: (value: never) => void; fail: (error: Error) => void } | undefined;

  start(progress: (percent: number) => void): Promise<string> {
    this.progress = progress;
    return this.#wait();
  }

  look(picture: Picture): Promise<RecognizedPicture> {
    if (this.pictures.length > 0 && this.#settle)
      throw new Error('A second picture came before the first was answered.');
    this.pictures.push(picture);
    return this.#wait();
  }

  async ready(): Promise<void> {
    await this.#give('motion@3');
  }

  async see(motion: Motion, events: MotionUpdate['events'] = []): Promise<void> {
    const probabilities = {} as MotionUpdate['probabilities'];
    const update = { motion, confidence: 1, since: 0, probabilities, chewingRate: null, events, underWay: false };
    await this.#give({ update, timings: { total: 20 } });
  }

  async fail(fault: RecognizerFault): Promise<void> {
    this.#settle?.fail(new RecognizerError(fault, 'for the test'));
    await settle();
  }

  close(): void {
    this.closed = true;
    this.#settle?.fail(new RecognizerError('crashed', 'closed'));
  }

  #wait<T>(): Promise<T> {
    return new Promise((take, fail) => {
      this.#settle = { take, fail };
    });
  }

  async #give(value: unknown): Promise<void> {
    const settleIt = this.#settle;
    this.#settle = undefined;
    settleIt?.take(value as never);
    await settle();
  }
}

describe('DeviceRecognition', () => {
  const bite = { kind: 'bite', beganAt: 1, contactAt: 2, endedAt: 3, confidence: 1 } as const;
  let clock: ManualClock;
  let recognizers: HandRecognizer[];
  let told: string[];
  let captured: number;
  const watching = signal(true);

  function open(): DeviceRecognition {
    return new DeviceRecognition({
      pictures: {
        capture: () => {
          captured += 1;
          // Always the same moment: a clock that stands still or is set back.
          return Promise.resolve({ bitmap: { close: () => undefined } as ImageBitmap, capturedAt: 5000 });
        },
        close: () => undefined,
      },
      openRecognizer: () => {
        recognizers.push(new HandRecognizer());
        return recognizers.at(-1)!;
      },
      watching,
      clock,
      battery: { level: signal('fine' as const), close: () => undefined },
      report: ({ motion, events }, model) => {
        told.push([motion, ...events.map(({ kind }) => kind), model].join(' '));
        return Promise.resolve();
      },
    });
  }

  beforeEach(() => {
    [clock, recognizers, told, captured] = [new ManualClock(), [], [], 0];
    watching.value = true;
  });

  it('tells how much is loaded, then looks at one picture at a time and reports changes and events alone', async () => {
    const device = open();
    recognizers[0]!.progress(40);
    expect(device.status.value).toEqual({ state: 'starting', loaded: 40 });
    await recognizers[0]!.ready();
    for (const [motion, events] of [
      ['idle', []],
      ['idle', []],
      ['chew', []],
      ['chew', [bite]],
    ] as const) {
      await clock.advance(1000);
      await recognizers[0]!.see(motion, events);
    }
    expect(device.status.value).toEqual({ state: 'active' });
    expect(told).toEqual(['idle motion@3', 'chew motion@3', 'chew bite motion@3']);
    await device.close();
  });

  it('gives every picture a later moment than the one before, whatever the clock says', async () => {
    const device = open();
    await recognizers[0]!.ready();
    for (let look = 0; look < 3; look += 1) {
      await recognizers[0]!.see('idle');
      await clock.advance(1000);
    }
    expect(recognizers[0]!.pictures.map(({ capturedAt }) => capturedAt)).toEqual([5000, 5001, 5002, 5003]);
    await device.close();
  });

  it('takes no picture while the camera is off, and tells the motion anew afterwards', async () => {
    const device = open();
    await recognizers[0]!.ready();
    await recognizers[0]!.see('idle');
    watching.value = false;
    await clock.advance(1000);
    const before = captured;
    await clock.advance(5000);
    expect([captured, device.status.value]).toEqual([before, { state: 'paused', reason: 'resting' }]);
    watching.value = true;
    await settle();
    await recognizers[0]!.see('idle');
    expect(told).toEqual(['idle motion@3', 'idle motion@3']);
    await device.close();
  });

  it('begins again once after a breakdown, and gives up at the second', async () => {
    const device = open();
    await recognizers[0]!.ready();
    await recognizers[0]!.fail('crashed');
    expect([recognizers[0]!.closed, device.status.value]).toEqual([true, { state: 'paused', reason: 'lost' }]);
    await clock.advance(3000);
    expect(recognizers.length).toBe(2);
    await recognizers[1]!.ready();
    await recognizers[1]!.fail('crashed');
    expect(device.status.value).toEqual({ state: 'paused', reason: 'broken' });
    await clock.advance(60_000);
    expect([recognizers.length, clock.pending]).toEqual([2, []]);
    await device.close();
  });

  it('goes on trying while the models cannot be loaded, and gives up at once in a browser that cannot', async () => {
    const device = open();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await recognizers[attempt]!.fail('unreachable');
      expect(device.status.value).toEqual({ state: 'paused', reason: 'lost' });
      await clock.advance(3000);
    }
    await recognizers[5]!.fail('unsupported');
    expect(device.status.value).toEqual({ state: 'paused', reason: 'broken' });
    await device.close();
  });

  it('ends the recogniser at once when it is closed, also in the middle of a picture', async () => {
    const device = open();
    await recognizers[0]!.ready();
    expect(recognizers[0]!.pictures.length).toBe(1);
    await device.close();
    expect([recognizers[0]!.closed, device.status.value, clock.pending]).toEqual([true, { state: 'off' }, []]);
    expect(told).toEqual([]);
  });
});
