import { setTimeout as delay } from 'node:timers/promises';

const POLL = 10;

/**
 * Waits until something is so.
 * @param what what is waited for, for the error
 * @param deadline ms
 * @throws Error when it is not so in time
 */
export async function waitUntil(what: string, condition: () => boolean, deadline = 15_000): Promise<void> {
  const end = performance.now() + deadline;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited ${deadline} ms in vain: ${what}.`);
    await delay(POLL);
  }
}
