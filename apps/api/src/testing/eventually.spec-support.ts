import { setTimeout as wait } from 'node:timers/promises';

const DEADLINE = 5000;
const INTERVAL = 10;

/** Waits until a condition holds. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + DEADLINE;
  while (!(await condition())) {
    if (Date.now() > until) throw new Error(`Not so within ${DEADLINE} ms: ${condition.toString()}`);
    await wait(INTERVAL);
  }
}
