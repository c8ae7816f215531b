import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { type HeldThings, installHeldThings } from '../support/held-things';
import { PageWire } from '../support/page-wire';
import { RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

declare const held: HeldThings;

/** How long nothing may happen after leaving, ms. */
const SILENCE = 5000;

/** The word of leaving is given this long to get through, ms. */
const GOODBYE = 2000;

describe('leaving the table', () => {
  const opened: { close(): Promise<void> }[] = [];
  let system: RunningSystem;
  let browser: Browser;
  let mealUrl: string | undefined;

  beforeAll(async () => {
    system = await RunningSystem.start('leaving');
    opened.unshift(system);
    browser = await launchChromium();
    opened.unshift(browser);
  });

  afterAll(async () => {
    for (const part of opened) await part.close();
  });

  /** Somebody at the table whose page counts what it holds and asks for. */
  async function sitDown(wire?: PageWire): Promise<{ table: TablePage; requests: string[] }> {
    const context: BrowserContext = await browser.newContext({
      locale: 'en-US',
      permissions: ['camera', 'microphone'],
      ...(wire ? { proxy: wire.proxySettings } : {}),
    });
    await context.addInitScript(installHeldThings);
    await wire?.carryMedia(context);
    const table = await TablePage.in(context, mealUrl ?? system.webUrl);
    const requests: string[] = [];
    table.page.on('request', (request) => requests.push(request.url()));
    table.page.on('websocket', (socket) => requests.push(socket.url()));
    mealUrl ??= await table.createMeal();
    await table.join('Mina', 'server');
    await eventuallyTrue('Frames go out', async () => (await table.ownTile()).recognition === 'active');
    return { table, requests };
  }

  async function holdsNothing({ page }: TablePage): Promise<void> {
    expect(await page.evaluate(() => held.tracks())).toBe(0);
    expect(await page.evaluate(() => held.wakeLocks())).toBe(0);
    await eventuallyTrue('No socket is left', () => page.evaluate(() => held.sockets() === 0), GOODBYE);
    expect(await page.evaluate(() => held.peerConnections())).toBe(0);
  }

  it('turns the camera off, lets the screen sleep, closes every socket and asks for nothing more', async () => {
    const { table, requests } = await sitDown();
    expect(await table.page.evaluate(() => held.wakeLocks())).toBe(1);
    expect(await table.page.evaluate(() => held.tracks())).toBeGreaterThan(0);
    expect(await table.page.evaluate(() => held.sockets())).toBe(2);
    await table.page.getByTestId('leave').click();
    await holdsNothing(table);
    requests.length = 0;
    await table.page.waitForTimeout(SILENCE);
    expect(requests).toEqual([]);
    expect(table.faults).toEqual([]);
    await table.page.context().close();
  });

  it('is as quiet while the network is gone, and stays so when it comes back', async () => {
    const wire = await PageWire.open();
    opened.unshift(wire);
    const { table, requests } = await sitDown(wire);
    wire.cut();
    await table.page.context().setOffline(true);
    await table.page.getByTestId('connection-notice').waitFor();
    expect(await table.page.getByTestId('outage-alert').innerText()).toContain('comes back by itself');
    await table.page.getByTestId('try-now').waitFor({ timeout: 45_000 });
    await table.screenshot('leaving-long-outage');
    await table.page.getByTestId('leave-outage').click();
    await holdsNothing(table);
    requests.length = 0;
    await table.page.context().setOffline(false);
    wire.restore();
    await table.page.waitForTimeout(SILENCE);
    expect(requests).toEqual([]);
    expect(table.faults).toEqual([]);
    await table.page.context().close();
  });

  it('leaves no dialling behind where OpenVidu was just being reached again', async () => {
    const wire = await PageWire.open();
    opened.unshift(wire);
    const { table, requests } = await sitDown(wire);
    wire.cut();
    await table.page.locator('[data-testid=connection-notice][data-phase=reconnecting]').waitFor();
    await table.page.getByTestId('leave').click();
    await holdsNothing(table);
    requests.length = 0;
    wire.restore();
    await table.page.waitForTimeout(SILENCE);
    expect(requests).toEqual([]);
    await table.page.context().close();
  });
});
