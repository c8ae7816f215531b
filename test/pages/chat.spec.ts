import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { joinByRest } from '../support/join-by-rest';
import { openPlainPage } from '../support/plain-page';
import { RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

describe('chat and reactions', () => {
  let system: RunningSystem;
  let browser: Browser;
  let mina: TablePage;
  let juno: TablePage;

  beforeAll(async () => {
    system = await RunningSystem.start('chat');
    browser = await launchChromium();
    mina = await TablePage.open(browser, system.webUrl);
    const mealUrl = await mina.createMeal();
    juno = await TablePage.open(browser, mealUrl, 'ko-KR');
    await mina.join('Mina', 'none');
    await juno.join('준호', 'none');
    await eventuallyTrue('Both are there', async () => (await mina.tiles()).length === 2);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  /** Texts of the messages that a page shows. */
  async function messages({ page }: TablePage): Promise<string[]> {
    return page.getByTestId('chat-message').allInnerTexts();
  }

  async function says({ page }: TablePage, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) await page.getByTestId('chat-message').filter({ hasText: text }).first().waitFor();
  }

  async function focused(page: Page): Promise<string | undefined> {
    return page.evaluate(() => (document.activeElement as HTMLElement).dataset.testid);
  }

  async function resize({ page }: TablePage, width: number, height: number): Promise<void> {
    await page.setViewportSize({ width, height });
  }

  it('is written and read with the keyboard alone, with an unread mark until it is read', async () => {
    await mina.page.getByTestId('chat-toggle').focus();
    await mina.page.keyboard.press('Enter');
    await eventuallyTrue('The field has the focus', async () => (await focused(mina.page)) === 'chat-input');
    await mina.page.keyboard.type('Hello');
    await mina.page.keyboard.press('Shift+Enter');
    await mina.page.keyboard.type('everybody');
    await mina.page.keyboard.press('Enter');
    await says(mina, 'everybody');
    expect((await messages(mina)).at(-1)).toContain('Hello\neverybody');
    expect(await mina.page.getByTestId('chat-input').inputValue()).toBe('');

    await juno.page.getByTestId('chat-unread').waitFor();
    expect(await juno.page.getByTestId('chat-toggle').getAttribute('data-unread')).toBe('1');
    expect(await juno.page.getByTestId('chat-news').innerText()).toContain('Mina');
    await juno.page.getByTestId('chat-toggle').press('Enter');
    await says(juno, 'Mina', 'everybody');
    expect(await juno.page.getByTestId('chat-unread').count()).toBe(0);
    await juno.page.keyboard.type('안녕하세요');
    await juno.page.keyboard.press('Enter');
    await says(mina, '준호', '안녕하세요');
  });

  it('closes with Escape and gives the focus back', async () => {
    await juno.page.getByTestId('chat-input').press('Escape');
    await juno.page.getByTestId('chat-panel').waitFor({ state: 'detached' });
    await eventuallyTrue('The focus is back', async () => (await focused(juno.page)) === 'chat-toggle');
  });

  it('sends a Hangul syllable whole, and not before its composition has ended', async () => {
    const { page } = mina;
    await page.getByTestId('chat-input').focus();
    const input = await page.context().newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: '밥', selectionStart: 1, selectionEnd: 1 });
    expect((await messages(mina)).some((text) => text.includes('밥'))).toBe(false);
    await input.send('Input.insertText', { text: '밥' });
    await page.keyboard.press('Enter');
    await eventuallyTrue('The syllable is sent', async () =>
      (await messages(mina)).some((text) => text.endsWith('밥')),
    );
    expect((await messages(mina)).filter((text) => text.includes('밥'))).toHaveLength(1);
    expect(await page.getByTestId('chat-input').inputValue()).toBe('');
  });

  it('names a sender by the connection, whatever a message says of itself', async () => {
    const guest = await openPlainPage(browser);
    await guest.connect(await joinByRest(system.apiUrl, mina.page.url()));
    await guest.signal('chat', 'rubbish');
    await guest.signal('chat', JSON.stringify({ id: '1', text: 'I am Mina', displayName: 'Mina', participantId: 'x' }));
    await says(mina, 'I am Mina');
    const shown = await messages(mina);
    expect(shown.at(-1)).toMatch(/^Guest/);
    expect(shown.filter((text) => text.includes('rubbish'))).toEqual([]);
    await guest.close();
  });

  it('shows a reaction over the tile of who sent it and tells it in words', async () => {
    const { participantId } = await mina.ownTile();
    await mina.page.getByTestId('reaction-toggle').click();
    await mina.page.getByTestId('reaction-cheers').click();
    await juno.page
      .locator(`[data-participant-id="${participantId}"] [data-testid=reaction-float][data-reaction=cheers]`)
      .waitFor();
    await juno.screenshot('chat-reaction');
    expect(await juno.page.getByTestId('reaction-news').innerText()).toContain('Mina');
    await mina.screenshot('chat-wide');
    await mina.page.getByTestId('reaction-cheers').press('Escape');
    expect(await focused(mina.page)).toBe('reaction-toggle');
  });

  it.each([
    ['phone', 360, 640],
    ['phone with its keyboard open', 360, 330],
    ['phone on its side', 740, 360],
    ['tablet', 768, 1024],
    ['wide screen', 1440, 900],
  ])('has room for the messages and the field on a %s', async (name, width, height) => {
    await resize(mina, width, height);
    const field = (await mina.page.getByTestId('chat-input').boundingBox())!;
    const list = (await mina.page.locator('.chat-scroll').boundingBox())!;
    await mina.screenshot(`chat-${name.replaceAll(' ', '-')}`);
    expect(field.x).toBeGreaterThanOrEqual(0);
    expect(field.x + field.width).toBeLessThanOrEqual(width);
    expect(field.y + field.height).toBeLessThanOrEqual(height);
    expect(list.height).toBeGreaterThan(80);
    const scrollsSideways = await mina.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(scrollsSideways).toBe(false);
  });

  it('leaves no fault on any page', () => {
    expect([...mina.faults, ...juno.faults]).toEqual([]);
  });
});
