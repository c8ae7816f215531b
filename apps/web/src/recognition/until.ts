import { effect, type ReadonlySignal } from '@preact/signals';

/** Waits until a signal is true; resolves also when aborted, so that whoever waits looks at the abort signal next. */
export function untilTrue(condition: ReadonlySignal<boolean>, aborted: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      aborted.removeEventListener('abort', finish);
      // The effect may still be running for the first time, before there is anything to dispose of.
      queueMicrotask(() => dispose());
      resolve();
    };
    // First: where the condition is true already, what is added later would stay for ever.
    aborted.addEventListener('abort', finish);
    const dispose = effect(() => {
      if (condition.value || aborted.aborted) finish();
    });
  });
}

/** Waits until one of some signals is aborted. */
export function untilAborted(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    const aborted = AbortSignal.any([...signals]);
    if (aborted.aborted) resolve();
    else aborted.addEventListener('abort', () => resolve(), { once: true });
  });
}
