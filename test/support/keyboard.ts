import type { Locator, Page } from 'playwright-core';

/** More presses than any page has elements to come to. */
const PATIENCE = 80;

/**
 * Moves the focus with Tab until it is on an element, as somebody without a mouse would.
 * @throws Error when the focus never comes there
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < PATIENCE; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The focus never came to ${target.toString()}.`);
}

/** Comes to an element with Tab and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** The test id of what has the focus, or of the nearest element around it that has one. */
export async function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('[data-testid]')?.dataset.testid ?? undefined,
  );
}
