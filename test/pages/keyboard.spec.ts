import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { focused, pressOn, tabTo } from '../support/keyboard';
import { RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

describe('a whole meal by keyboard alone', () => {
  let system: RunningSystem;
  let browser: Browser;
  let mina: TablePage;
  let guest: TablePage;
  let page: Page;
  let mealUrl: string;

  beforeAll(async () => {
    system = await RunningSystem.start('keyboard');
    browser = await launchChromium();
    mina = await TablePage.open(browser, system.webUrl);
    ({ page } = mina);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  async function focusComesTo(testId: string): Promise<void> {
    await eventuallyTrue(`The focus comes to ${testId}`, async () => (await focused(page)) === testId);
  }

  it('lays a table', async () => {
    await pressOn(page, page.getByTestId('new-meal'));
    await page.waitForURL(/\/meals\//);
    mealUrl = page.url();
  });

  it('says what is missing where it is missing, and sits down', async () => {
    await pressOn(page, page.getByTestId('join'));
    await focusComesTo('display-name');
    await page.keyboard.type('Mina');
    await pressOn(page, page.getByTestId('recognise-server'), 'Space');
    await page.getByTestId('recognise-server').and(page.locator(':checked')).waitFor();
    await pressOn(page, page.getByTestId('join'));
    await page.getByTestId('table').waitFor();
  });

  it('joins by the link that is typed in', async () => {
    guest = await TablePage.open(browser, system.webUrl, 'ko-KR');
    await tabTo(guest.page, guest.page.getByTestId('join-code'));
    await guest.page.keyboard.type(mealUrl);
    await guest.page.keyboard.press('Enter');
    await tabTo(guest.page, guest.page.getByTestId('display-name'));
    await guest.page.keyboard.type('준호');
    await guest.page.keyboard.press('Enter');
    await guest.page.getByTestId('table').waitFor();
    await eventuallyTrue('Two sit at the table', async () => (await mina.tiles()).length === 2);
  });

  it('mutes and unmutes, and turns the camera off and on, with the focus where it was', async () => {
    for (const control of ['toggle-microphone', 'toggle-camera']) {
      const button = page.getByTestId(control);
      await pressOn(page, button);
      await page.locator(`[data-testid=${control}][data-on=false]`).waitFor();
      await focusComesTo(control);
      await page.keyboard.press('Space');
      await page.locator(`[data-testid=${control}][data-on=true]`).waitFor();
      await focusComesTo(control);
    }
  });

  it('reacts, writes and reads', async () => {
    await pressOn(page, page.getByTestId('reaction-toggle'));
    await pressOn(page, page.getByTestId('reaction-cheers'));
    await guest.page.getByTestId('reaction-float').waitFor();
    await page.keyboard.press('Escape');
    await focusComesTo('reaction-toggle');
    await pressOn(page, page.getByTestId('chat-toggle'));
    await focusComesTo('chat-input');
    await page.keyboard.type('Enjoy your meal!');
    await page.keyboard.press('Enter');
    await pressOn(guest.page, guest.page.getByTestId('chat-toggle'));
    await guest.page.getByText('Enjoy your meal!').first().waitFor();
    await page.keyboard.press('Escape');
    await focusComesTo('chat-toggle');
  });

  it('opens and closes every dialog with the focus coming back', async () => {
    for (const opener of ['together-sign', 'seat-settings']) {
      await pressOn(page, page.getByTestId(opener));
      await page.locator('dialog').waitFor();
      expect(await page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement))).toBe(true);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      await focusComesTo(opener);
    }
  });

  it('changes the language', async () => {
    await tabTo(page, page.getByTestId('language'));
    await page.getByTestId('language').press('ArrowUp');
    await page.locator('html[lang=ko]').waitFor();
    await page.getByTestId('language').press('ArrowDown');
    await page.locator('html[lang=en]').waitFor();
  });

  it('leaves, keeps the summary and lays the next table for the same people', async () => {
    await pressOn(page, page.getByTestId('leave'));
    await page.getByTestId('summary').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      pressOn(page, page.getByTestId('save-table')),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await pressOn(page, page.getByTestId('eat-again'));
    await pressOn(page, page.getByTestId('again-sit'));
    await page.getByTestId('join').waitFor();
    expect(page.url()).not.toBe(mealUrl);
    expect([...mina.faults, ...guest.faults]).toEqual([]);
  });
});
