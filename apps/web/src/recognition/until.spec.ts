import { signal } from '@preact/signals';
import { getEventListeners } from 'node:events';
import { untilTrue } from './until';

describe('untilTrue()', () => {
  it.each([true, false])('leaves nothing listening, where it was true at first: %s', async (first) => {
    const condition = signal(first);
    const { signal: aborted } = new AbortController();
    const waiting = untilTrue(condition, aborted);
    condition.value = true;
    await waiting;
    expect(getEventListeners(aborted, 'abort')).toEqual([]);
  });

  it('resolves when it is aborted, before or while it waits', async () => {
    const condition = signal(false);
    const controller = new AbortController();
    const waiting = untilTrue(condition, controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(untilTrue(condition, controller.signal)).resolves.toBeUndefined();
  });
});
