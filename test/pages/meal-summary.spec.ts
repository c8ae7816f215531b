import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launchChromium } from '../support/chromium';
import { eventually, eventuallyTrue } from '../support/eventually';
import { joinByRest } from '../support/join-by-rest';
import { openPlainPage, type PlainPage } from '../support/plain-page';
import { ARTIFACTS, RunningSystem } from '../support/running-system';
import { type MotionScript, playMotions } from '../support/scripted-motions';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

const SIZES = [
  { width: 360, height: 640 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;

describe('the summary after a scripted meal', () => {
  let system: RunningSystem;
  let browser: Browser;
  let table: TablePage;
  let guest: PlainPage;

  beforeAll(async () => {
    system = await RunningSystem.start('meal-summary');
    browser = await launchChromium();
    table = await TablePage.open(browser, system.webUrl);
    const mealUrl = await table.createMeal();
    await table.join('Mina', 'server');
    const self = (await table.ownTile()).participantId;
    guest = await openPlainPage(browser);
    const joined = await joinByRest(system.apiUrl, mealUrl, 'server');
    await guest.connect(joined);
    await eventuallyTrue('The guest sits at the table', async () => (await table.tiles()).length === 2);
    const script: MotionScript = new Map([
      [
        self,
        [
          { motion: 'idle', duration: 1000 },
          { motion: 'bite', duration: 1500 },
          { motion: 'chew', duration: 5000 },
          { motion: 'drink', duration: 1500 },
          { motion: 'bite', duration: 1000 },
          { motion: 'chew', duration: 3000 },
          { motion: 'idle', duration: 1000 },
        ],
      ],
      [
        joined.participantId,
        [
          { motion: 'talk', duration: 8000 },
          { motion: 'drink', duration: 1500 },
          { motion: 'idle', duration: 4000 },
        ],
      ],
    ]);
    await playMotions(system, new URL(mealUrl).pathname.split('/').at(-1) ?? '', script);
    await eventuallyTrue('The table has counted', async () => (await table.ownTile()).bites === 2);
    await table.page.getByTestId('leave').click();
    await table.page.getByTestId('summary').waitFor();
  });

  afterAll(async () => {
    await guest.close();
    await browser.close();
    await system.close();
  });

  it('shows the numbers of the script', async () => {
    const people = await table.page.getByTestId('summary-person').allInnerTexts();
    expect(people.map((text) => text.split(/\s*\t\s*/))).toEqual([
      [expect.stringMatching(/^Mina/), '2', '1', '5 s'],
      ['Guest', '0', '1', 'none'],
    ]);
    const figures = await table.page.getByTestId('summary').locator('.summary-figures li').allInnerTexts();
    expect(figures).toEqual(['2 bites, 2 sips', 'Longest chew: 5 s, by Mina', 'Toasts: 1']);
    expect(await table.page.getByTestId('summary-toasts').innerText()).toContain('Mina and Guest');
  });

  it('draws the rhythm, and has it and the timelines as tables for who cannot see them', async () => {
    await table.page.locator('[data-testid=summary-rhythm] canvas').waitFor();
    await table.page.getByText('Mina: timeline as a table').focus();
    await table.page.keyboard.press('Enter');
    const rows = table.page.getByTestId('summary-timeline-table').locator('tbody tr');
    await rows.first().waitFor();
    const lines = await rows.allInnerTexts();
    const chewing = lines.filter((line) => line.includes('Chewing')).map((line) => line.split('\t').at(-1)?.trim());
    expect(chewing).toEqual(['5 s', '3 s']);
    await table.page.keyboard.press('Enter');
  });

  it('is saved as a table with the same numbers', async () => {
    const [download] = await Promise.all([
      table.page.waitForEvent('download'),
      table.page.getByTestId('save-table').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^bapsang-\d{4}-\d\d-\d\d-\d\d-\d\d\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows = text.split('\r\n').map((line) => line.split(','));
    const mina = rows.filter(([, name]) => name === 'Mina');
    expect(mina.filter(([entry]) => entry === 'A bite' || entry === 'A sip').map((row) => [row[0], row[5]])).toEqual([
      ['A bite', '1.5'],
      ['A sip', '1.5'],
      ['A bite', '1'],
    ]);
    expect(mina.find(([entry]) => entry === 'Longest chew')?.[5]).toBe('5');
  });

  it('is saved as a picture', async () => {
    const [download] = await Promise.all([
      table.page.waitForEvent('download'),
      table.page.getByTestId('save-picture').click(),
    ]);
    const file = join(ARTIFACTS, 'meal-summary.png');
    await download.saveAs(file);
    const { format, width } = await sharp(file).metadata();
    expect([format, width]).toEqual(['png', 1280]);
  });

  it.each(SIZES)('fits a window of $width by $height, dark and light, in both languages', async (size) => {
    const { page } = table;
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const language of ['en', 'ko']) {
        await page.emulateMedia({ colorScheme });
        await page.getByTestId('language').selectOption(language);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
        const name = `meal-summary-${size.width}-${colorScheme}-${language}.png`;
        await page.screenshot({ path: join(ARTIFACTS, name), fullPage: true });
      }
    }
    await page.getByTestId('language').selectOption('en');
  });

  it('has what was recorded of the participant deleted, after a question', async () => {
    const { page } = table;
    await page.getByTestId('delete-records').focus();
    await page.keyboard.press('Enter');
    const answered = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByTestId('delete-records-confirm').click();
    expect((await answered).status()).toBe(204);
    await page.getByTestId('records').getByText('is deleted.').waitFor();
    expect(await page.getByTestId('delete-records').count()).toBe(0);
  });

  it('lays a new table for the same people', async () => {
    const { page } = table;
    const before = page.url();
    await page.getByTestId('eat-again').focus();
    await page.keyboard.press('Enter');
    const link = await eventually('The new link', async () => page.getByTestId('again-link').innerText());
    expect(new URL(link).pathname).toMatch(/^\/meals\/./);
    expect(link).not.toBe(before);
    await page.getByTestId('again-sit').click();
    await page.waitForURL(link);
    await page.getByTestId('join').waitFor();
    expect(table.faults).toEqual([]);
  });
});
