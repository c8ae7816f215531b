import type { Browser } from 'playwright-core';
import { launchChromium } from './support/chromium';
import { eventuallyTrue } from './support/eventually';
import { openPlainPage } from './support/plain-page';
import { RunningSystem } from './support/running-system';

jest.setTimeout(180_000);

describe('a page made after OpenVidu’s openvidu-js tutorial', () => {
  let system: RunningSystem;
  let browser: Browser;

  beforeAll(async () => {
    system = await RunningSystem.start('tutorial-page');
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  it('joins a session through this api and sees another participant', async () => {
    const pages = [await openPlainPage(browser), await openPlainPage(browser)];
    for (const page of pages) {
      await page.connect({ token: await page.requestToken(system.apiUrl, 'SessionA') }, 'Participant');
      await page.publish();
    }
    for (const page of pages) {
      await eventuallyTrue('The other participant is seen', async () => {
        const frames = await page.remoteFrames();
        return frames.length === 1 && frames.every((count) => count > 10);
      });
    }
    for (const page of pages) await page.close();
  });

  it('is answered with plain text', async () => {
    const response = await fetch(`${system.apiUrl}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'http://localhost:1' },
      body: JSON.stringify({ customSessionId: 'SessionB' }),
    });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toBe('SessionB');
  });

  it('cannot slip into a meal by the tutorial’s routes, where it could choose its own role and name', async () => {
    const meal = (await (await fetch(`${system.apiUrl}/api/meals`, { method: 'POST' })).json()) as { mealId: string };
    const response = await fetch(`${system.apiUrl}/api/sessions/${meal.mealId}/connections`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'MODERATOR' }),
    });
    expect(response.status).toBe(404);
  });
});
