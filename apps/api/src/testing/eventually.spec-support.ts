import { setTimeout as wait } from 'node:timers/promises';

const DEADLINE = 5000;
const INTERVAL = 10;

/**
 * Waits until a condition holds.
 * @param deadline for how long, ms
 */
export async function eventually(condition: () => boolean | Promise<boolean>, deadline = DEADLINE): Promise<void> {
  const until = Date.now() + deadline;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error(`Not so within ${deadline} ms: ${condition.toString()}`);
    await wait(INTERVAL);
  }
}
