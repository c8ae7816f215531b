import { setTimeout as sleep } from 'node:timers/promises';
import { SerialQueue } from './serial-queue';

describe('SerialQueue', () => {
  it('runs one task after another, also after one that failed', async () => {
    const queue = new SerialQueue(10);
    const seen: string[] = [];
    queue.add(async () => {
      seen.push('first begins');
      await sleep(5);
      seen.push('first ends');
      throw new Error('a failure of the task');
    });
    const last = new Promise<void>((resolve) => {
      queue.add(async () => {
        seen.push('second');
        await sleep(0);
        resolve();
      });
    });
    await last;
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('refuses what is too much and takes more when there is room again', async () => {
    const queue = new SerialQueue(1);
    let finish = (): void => undefined;
    expect(queue.add(() => new Promise((resolve) => (finish = resolve)))).toBe(true);
    expect(queue.add(() => Promise.resolve())).toBe(false);
    await sleep(0);
    finish();
    await sleep(0);
    expect(queue.add(() => Promise.resolve())).toBe(true);
  });
});
