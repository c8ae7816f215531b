import { setTimeout as sleep } from 'node:timers/promises';

/** How often {@link eventually} looks, ms. */
const LOOK_INTERVAL = 200;

/**
 * Looks again and again until something is as it should be.
 * @param what what is waited for, for the message of the failure
 * @param look returns what was seen, or undefined while it is not yet there
 * @param deadline how long to wait, ms
 * @returns what was seen
 * @throws Error naming what never came
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  deadline = 30_000,
): Promise<T> {
  const end = Date.now() + deadline;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${deadline} ms.`);
    await sleep(LOOK_INTERVAL);
  }
}

/** Like {@link eventually}, for a plain condition. */
export async function eventuallyTrue(
  what: string,
  look: () => Promise<boolean> | boolean,
  deadline?: number,
): Promise<void> {
  await eventually(what, async () => ((await look()) ? true : undefined), deadline);
}
