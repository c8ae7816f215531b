import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from '../support/accessibility';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { focused, pressOn } from '../support/keyboard';
import { type Look, overflowOf, wear } from '../support/looks';
import { ADMIN_SECRET, ARTIFACTS, RunningSystem } from '../support/running-system';
import { SimulatedGuests } from '../support/simulated-guests';

jest.setTimeout(180_000);

const READ_SECRET = 'end-to-end-administrator-who-reads';

const LOOKS: readonly Look[] = [
  { size: { width: 360, height: 640 }, colorScheme: 'dark', language: 'ko' },
  { size: { width: 360, height: 640 }, colorScheme: 'light', language: 'en' },
  { size: { width: 1440, height: 900 }, colorScheme: 'dark', language: 'en' },
  { size: { width: 1440, height: 900 }, colorScheme: 'light', language: 'ko' },
];

const DESKTOP: Look = { size: { width: 1440, height: 900 }, colorScheme: 'light', language: 'en' };

describe('the administrator’s page', () => {
  let system: RunningSystem;
  let browser: Browser;
  let guests: SimulatedGuests;
  let page: Page;
  let mealId: string;
  const pageFaults: string[] = [];

  async function openPage(): Promise<Page> {
    // A colour on its way to another one is no look.
    const context = await browser.newContext({ locale: 'en-US', viewport: DESKTOP.size, reducedMotion: 'reduce' });
    const opened = await context.newPage();
    opened.on('pageerror', (error) => pageFaults.push(error.message));
    await opened.goto(`${system.webUrl}/admin`);
    return opened;
  }

  async function logIn(at: Page, secret: string): Promise<void> {
    await at.getByTestId('admin-secret').fill(secret);
    await at.keyboard.press('Enter');
  }

  /** What is wrong with a part of the page in a few looks. */
  async function faultsOf(name: string): Promise<string[]> {
    const faults: string[] = [];
    for (const look of LOOKS) {
      await page.getByTestId('language').selectOption(look.language);
      await wear(page, look);
      const { size, colorScheme, language } = look;
      await page.screenshot({
        path: join(ARTIFACTS, `admin-${name}-${size.width}-${colorScheme}-${language}.png`),
        fullPage: true,
      });
      const where = `${name}, ${size.width} px, ${colorScheme}, ${language}`;
      const overflow = await overflowOf(page);
      if (overflow > 0) faults.push(`${where}: ${overflow} px too wide`);
      faults.push(...(await seriousFaults(page)).map((fault) => `${where}: ${fault}`));
    }
    await page.getByTestId('language').selectOption('en');
    await wear(page, DESKTOP);
    return faults;
  }

  beforeAll(async () => {
    system = await RunningSystem.start('admin', { ADMIN_READ_SECRET: READ_SECRET });
    browser = await launchChromium();
    guests = await SimulatedGuests.open(browser, { width: 160, height: 120, frameRate: 5 });
    const created = await fetch(`${system.apiUrl}/api/meals`, { method: 'POST' });
    mealId = ((await created.json()) as { mealId: string }).mealId;
    for (const name of ['Mina', 'Jiwoo']) await guests.seat(system, `${system.webUrl}/meals/${mealId}`, name);
    page = await openPage();
  });

  afterAll(async () => {
    await guests.close();
    await browser.close();
    await system.close();
  });

  it('refuses a wrong secret, and lets in who knows one', async () => {
    await logIn(page, 'this-is-not-the-secret');
    await page.getByTestId('admin-login-failure').filter({ hasText: 'not known' }).waitFor();
    expect(await faultsOf('login')).toEqual([]);
    await logIn(page, ADMIN_SECRET);
    await page.locator('[data-testid=admin-live][data-state=connected]').waitFor();
  });

  it('lists the session, and finds it by the name of somebody in it', async () => {
    const row = page.getByTestId('admin-session-list').locator(`tr[data-key="${mealId}"]`);
    await row.filter({ hasText: '2' }).waitFor();
    await page.getByTestId('admin-search').fill('nobody of this name');
    await page.getByText('No session matches').waitFor();
    await page.getByTestId('admin-search').fill('jiwoo');
    await row.waitFor();
    expect(await faultsOf('sessions')).toEqual([]);
  });

  it('shows the worker and its load', async () => {
    await page.getByTestId('admin-workers').click();
    await page.locator('[data-testid=admin-worker-card][data-state=open]').waitFor();
    await page.locator('[data-testid=admin-load] canvas').waitFor();
    expect(await faultsOf('workers')).toEqual([]);
  });

  it('removes a participant by keyboard alone, once that is confirmed', async () => {
    await pressOn(page, page.getByTestId('admin-sessions'));
    await pressOn(page, page.getByTestId('open-session'));
    const rows = page.getByTestId('admin-participants').locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await faultsOf('session')).toEqual([]);
    const mina = rows.filter({ hasText: 'Mina' });
    await pressOn(page, mina.getByTestId('remove-connection'));
    expect(await focused(page)).toBe('act-cancel');
    await pressOn(page, page.getByTestId('act-confirm'));
    await mina.waitFor({ state: 'detached' });
    await page.getByTestId('act-done').filter({ hasText: 'Mina is removed' }).waitFor();
    expect(await rows.count()).toBe(1);
  });

  it('only looks on with the secret of the other role', async () => {
    const reader = await openPage();
    await logIn(reader, READ_SECRET);
    await reader.getByTestId('admin-read-only').waitFor();
    await reader.getByTestId('open-session').waitFor();
    expect(await reader.getByTestId('close-session').count()).toBe(0);
    await reader.getByTestId('admin-log-out').click();
    await reader.getByTestId('admin-end').filter({ hasText: 'logged out' }).waitFor();
    await reader.context().close();
  });

  it('closes the session, and keeps what happened', async () => {
    await page.getByTestId('close-session').click();
    await page.getByTestId('act-confirm').click();
    await page.getByTestId('admin-session-gone').waitFor();
    await page.getByTestId('admin-events').click();
    await page.getByTestId('admin-event-list').getByText('Worker registered').first().waitFor();
    await page.getByTestId('admin-audit-list').getByText('Removed a participant').waitFor();
    expect(await faultsOf('events')).toEqual([]);
  });

  it('says that the connection is lost, and comes back by itself', async () => {
    const cut = (offline: boolean): Promise<void> => page.context().setOffline(offline);
    await cut(true);
    await page.getByTestId('admin-lost').waitFor({ timeout: 60_000 });
    await cut(false);
    await page.locator('[data-testid=admin-live][data-state=connected]').waitFor();
    await eventuallyTrue('The notice is gone', async () => (await page.getByTestId('admin-lost').count()) === 0);
    expect(pageFaults).toEqual([]);
  });
});
