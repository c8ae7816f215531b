import type { Locator, Page } from 'playwright-core';

/** How often Tab is pressed before giving up; no page of ours has as many controls. */
const PRESSES_MAX = 60;

/**
 * Moves the focus with Tab until it is on an element, as somebody without a mouse would.
 * @throws Error where it never comes there
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The focus never came to the element.');
}
