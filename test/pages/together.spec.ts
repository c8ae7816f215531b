import { MOTION_SIGNAL_TYPE, type EatingEventKind, type MotionSignal } from '@bapsang/shared';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

/** A clock that is three hours wrong, as a participant's may be, ms. */
const WRONG_CLOCK = 3 * 3_600_000;

describe('eating together', () => {
  let system: RunningSystem;
  let browser: Browser;
  let mina: TablePage;
  let juno: TablePage;
  let mealId: string;
  let minaId: string;
  let junoId: string;

  beforeAll(async () => {
    system = await RunningSystem.start('together');
    browser = await launchChromium();
    mina = await TablePage.open(browser, system.webUrl);
    const mealUrl = await mina.createMeal();
    mealId = new URL(mealUrl).pathname.split('/').at(-1) ?? '';
    juno = await TablePage.open(browser, mealUrl, 'ko-KR');
    await mina.join('Mina', 'server');
    await juno.join('준호', 'server');
    await eventuallyTrue('Both are seen', async () => {
      const tiles = [...(await mina.tiles()), ...(await juno.tiles())];
      return tiles.length === 4 && tiles.every(({ recognition }) => recognition === 'active');
    });
    minaId = (await mina.ownTile()).participantId;
    junoId = (await juno.ownTile()).participantId;
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  /**
   * Tells the table of a bite or sip just now, as the api does.
   * @returns the moment of its frame
   */
  async function tell(participantId: string, kind: EatingEventKind, clock: number): Promise<number> {
    const now = Date.now();
    const at = now + clock;
    const signal: MotionSignal = {
      participantId,
      connectionId: `con_of_${participantId}`,
      sequence: now,
      recognition: 'active',
      motion: kind === 'bite' ? 'bite' : 'drink',
      confidence: 1,
      since: at,
      capturedAt: at,
      events: [{ kind, beganAt: at - 300, contactAt: at - 200, endedAt: at - 100, confidence: 1 }],
      totals: { bites: 1, sips: 1 },
    };
    const body = JSON.stringify({ session: mealId, type: MOTION_SIGNAL_TYPE, data: JSON.stringify(signal) });
    const response = await system.openvidu('/signal', { method: 'POST', body });
    expect(response.status).toBe(200);
    return at;
  }

  function ringOf({ page }: TablePage, participantId: string): ReturnType<Page['locator']> {
    return page.locator(`[data-participant-id="${participantId}"] [data-testid=pace-ring]`);
  }

  it('puts a ring around the tile of who took a bite, with words for who does not see it', async () => {
    await tell(minaId, 'bite', WRONG_CLOCK);
    await Promise.all([mina, juno].map((table) => ringOf(table, minaId).waitFor()));
    expect(await ringOf(mina, minaId).getAttribute('aria-label')).toBe('Just had a bite');
    expect(await ringOf(juno, minaId).getAttribute('aria-label')).toBe('방금 한 입 먹음');
    expect(await ringOf(juno, junoId).count()).toBe(0);
  });

  it('hides the rhythm by keyboard alone, for this browser only', async () => {
    const { page } = mina;
    await page.getByTestId('together-sign').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('together-switch').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.getByTestId('together-dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.testid)).toBe('together-sign');
    expect(await ringOf(mina, minaId).count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('bapsang.together'))).toBe('off');
    await ringOf(juno, minaId).waitFor();
  });

  it('celebrates once when two drink together, whatever their clocks show, and says who', async () => {
    await tell(minaId, 'sip', WRONG_CLOCK);
    await tell(junoId, 'sip', -WRONG_CLOCK);
    await Promise.all([mina, juno].map(({ page }) => page.getByTestId('toast').waitFor()));
    await juno.screenshot('together-toast');
    const sentence = ({ page }: TablePage): Promise<string> => page.getByTestId('toast-sentence').innerText();
    await eventuallyTrue('It is said', async () => (await sentence(mina)) !== '' && (await sentence(juno)) !== '');
    expect(await sentence(mina)).toMatch(/^Cheers! (Mina and 준호|준호 and Mina) are drinking together\.$/);
    expect(await sentence(juno)).toMatch(/^짠! (Mina\s님, 준호\s님|준호\s님, Mina\s님)이 함께 마시고 있어요\.$/);
    await Promise.all([mina, juno].map(({ page }) => page.getByTestId('toast').waitFor({ state: 'detached' })));
    await tell(minaId, 'sip', WRONG_CLOCK);
    const again = await tell(junoId, 'sip', -WRONG_CLOCK);
    await mina.page.locator(`[data-participant-id="${junoId}"][data-captured-at="${again}"]`).waitFor();
    expect(await mina.page.getByTestId('toast').count()).toBe(0);
  });

  it('leaves nobody a complaint', () => {
    expect([...mina.faults, ...juno.faults]).toEqual([]);
  });
});
