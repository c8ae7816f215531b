import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { tabTo } from '../support/keyboard';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

const SIZES = [
  { width: 360, height: 640 },
  { width: 1440, height: 900 },
] as const;

/** What the page is to say of a failed device. */
const DEVICE_SENTENCES = {
  en: {
    denied: ['does not let us use the camera', 'does not let us use the microphone'],
    inUse: ['Another program is using the camera.', 'Another program is using the microphone.'],
    missing: ['We found no camera.', 'We found no microphone.'],
    failed: ['The camera did not start.', 'The microphone did not start.'],
  },
  ko: {
    denied: ['카메라 사용을 막고 있어요.', '마이크 사용을 막고 있어요.'],
    inUse: ['다른 프로그램이 카메라를 쓰고 있어요.', '다른 프로그램이 마이크를 쓰고 있어요.'],
    missing: ['카메라를 찾지 못했어요.', '마이크를 찾지 못했어요.'],
    failed: ['카메라가 켜지지 않았어요.', '마이크가 켜지지 않았어요.'],
  },
} as const;

/** Keeps a picture of a page in both sizes, dark and light. */
async function portray({ page }: TablePage, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = `test/artifacts/lobby-${name}-${String(size.width)}-${colorScheme}.png`;
      await page.screenshot({ path });
    }
  }
}

/** As if somebody looked at another tab, or came back. */
async function setVisible(page: Page, visible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
}

describe('before the meal', () => {
  let system: RunningSystem;
  let browser: Browser;
  let host: TablePage;
  let guest: TablePage;
  let third: TablePage;
  let late: TablePage;
  let mealUrl: string;
  let code: string;

  beforeAll(async () => {
    system = await RunningSystem.start('lobby', { RECOGNITION: 'off', MEAL_SEATS: '3' });
    browser = await launchChromium({ cameras: 3 });
    host = await TablePage.open(browser, system.webUrl);
    guest = await TablePage.open(browser, system.webUrl, 'ko-KR');
    third = await TablePage.open(browser, system.webUrl);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  function seatsIn({ page }: TablePage): Locator {
    return page.getByTestId('lobby-seat');
  }

  async function heardNews({ page }: TablePage, sentence: string): Promise<void> {
    await page.getByTestId('lobby-news').getByText(sentence).waitFor({ state: 'attached' });
  }

  it('lays a table with a link and a code that can be read aloud', async () => {
    mealUrl = await host.createMeal();
    code = await host.page.getByTestId('meal-code').innerText();
    expect(mealUrl).toBe(`${system.webUrl}/meals/${code}`);
    expect(code).toMatch(/^(\w{3}-){3}\w{3}$/);
    await host.page.getByText('Nobody is at the table yet.').waitFor();
    await host.page.getByTestId('display-name').fill('Mina');
    await eventuallyTrue(
      'The camera is on',
      async () => (await host.page.getByTestId('preview').getAttribute('data-status')) === 'on',
    );
    await portray(host, 'host-english');
    await host.join('Mina', 'none');
    await host.page.getByTestId('meal-code').waitFor();
    await host.page.setViewportSize(SIZES[0]);
    await host.screenshot('lobby-alone-360');
    await host.page.getByTestId('seat-settings').click();
    expect(await host.page.getByTestId('seat-dialog').getByTestId('meal-code').innerText()).toBe(code);
    await host.page.getByTestId('seat-dialog').getByTestId('meal-code').scrollIntoViewIfNeeded();
    await host.screenshot('lobby-settings-360');
    await host.page.keyboard.press('Escape');
  });

  it('tells a mistyped code from a meal that is not there, without leaving the start page', async () => {
    const { page } = third;
    const failure = page.getByTestId('join-code-failure');
    const tryCode = async (text: string): Promise<string> => {
      await page.getByTestId('join-code').fill(text);
      await page.getByTestId('join-by-code').click();
      await eventuallyTrue('A sentence', async () => (await failure.innerText()) !== '');
      return failure.innerText();
    };
    expect(await tryCode('')).toMatch(/^Please type the code/);
    expect(await tryCode('come and eat!')).toMatch(/^That is neither a link nor a code/);
    expect(await tryCode(code.slice(0, -1))).toMatch(/but this one has 11\./);
    const slip = (code.startsWith('2') ? '3' : '2') + code.slice(1);
    expect(await tryCode(slip)).toMatch(/^There is a slip in this code/);
    await portray(third, 'mistyped-english');
    // Its check character is right, and no api ever made it.
    expect(await tryCode('222-222-222-222')).toMatch(/^There is no meal with this code/);
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('finds the table by a code that is typed carelessly, by keyboard alone, and names who is there', async () => {
    const { page } = guest;
    await tabTo(page, page.getByTestId('join-code'));
    await page.keyboard.type(code.toUpperCase().replaceAll('-', ' '));
    await portray(guest, 'start-korean');
    await page.keyboard.press('Enter');
    await page.waitForURL(mealUrl);
    await seatsIn(guest).waitFor();
    expect(await seatsIn(guest).innerText()).toMatch(/Mina\s*주인/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await tabTo(page, page.getByTestId('display-name'));
    await page.keyboard.type('준호');
  });

  it('sees and says who sits down meanwhile, asks nothing while it is hidden, and looks at once afterwards', async () => {
    const { page } = guest;
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().endsWith(`/api/meals/${code}`)) asked += 1;
    });
    await third.page.getByTestId('join-code').fill(mealUrl);
    await third.page.getByTestId('join-by-code').click();
    await third.join('Sora', 'none');
    await heardNews(guest, 'Sora 님이 앉았어요.');
    expect(await seatsIn(guest).count()).toBe(2);
    await page.getByText('지금 밥상에 2명이 앉아 있어요.').waitFor();
    await portray(guest, 'guest-korean');
    await setVisible(page, false);
    const before = asked;
    await third.page.getByTestId('leave').click();
    await eventuallyTrue('Two polls would have passed', async () => {
      await page.waitForTimeout(9000);
      return true;
    });
    expect([asked, await seatsIn(guest).count()]).toEqual([before, 2]);
    await setVisible(page, true);
    await heardNews(guest, 'Sora 님이 일어났어요.');
    expect(await seatsIn(guest).count()).toBe(1);
  });

  it('lets a microphone be tested, in words too, and remembers name and devices for the next time', async () => {
    const { page } = guest;
    await eventuallyTrue(
      'The microphone is heard',
      async () => (await page.getByTestId('level-hint').innerText()) === '마이크가 잘 듣고 있어요.',
    );
    expect(['잘 들림', '큼']).toContain(await page.getByTestId('level').getAttribute('aria-valuetext'));
    const camera = page.getByTestId('camera-select');
    await camera.selectOption({ index: 1 });
    const chosen = await camera.inputValue();
    await page.getByTestId('microphone-select').selectOption('none');
    await page.getByTestId('display-name').fill('준호');
    await page.getByTestId('recognise-none').click();
    await page.getByTestId('join').click();
    await page.getByTestId('table').waitFor();
    await page.getByTestId('leave').click();
    await page.goto(mealUrl);
    await eventuallyTrue('The same camera is on', async () => (await camera.inputValue()) === chosen);
    expect(await page.getByTestId('microphone-select').inputValue()).toBe('none');
    expect(await page.getByTestId('display-name').inputValue()).toBe('준호');
  });

  describe('where a device fails', () => {
    let visitor: TablePage;

    beforeEach(async () => {
      visitor = await TablePage.open(browser, system.webUrl);
    });

    afterEach(async () => visitor.page.context().close());

    it.each([
      ['NotAllowedError', 'denied'],
      ['NotReadableError', 'inUse'],
      ['NotFoundError', 'missing'],
      ['TypeError', 'failed'],
    ] as const)('says why for a %s and what to do, in both languages, and tries again', async (name, failure) => {
      const { page } = visitor;
      await page.addInitScript((fault) => {
        const devices = navigator.mediaDevices;
        const open = devices.getUserMedia.bind(devices);
        const page = window as unknown as { deviceFault: string | undefined };
        page.deviceFault = fault;
        devices.getUserMedia = (constraints) =>
          page.deviceFault ? Promise.reject(new DOMException('', page.deviceFault)) : open(constraints);
      }, name);
      await page.goto(mealUrl);
      for (const language of ['en', 'ko'] as const) {
        await page.getByTestId('language').selectOption(language);
        const [ofCamera, ofMicrophone] = DEVICE_SENTENCES[language][failure];
        await page.getByTestId('camera-failure').getByText(ofCamera).waitFor();
        await page.getByTestId('microphone-failure').getByText(ofMicrophone).waitFor();
        expect(await page.getByTestId('camera-failure').getAttribute('role')).toBe('alert');
        await portray(visitor, `${failure}-${language}`);
      }
      await page.evaluate(() => {
        (window as unknown as { deviceFault: string | undefined }).deviceFault = undefined;
      });
      await page.getByTestId('camera-failure').getByRole('button').click();
      await page.getByTestId('camera-failure').waitFor({ state: 'detached' });
      await eventuallyTrue(
        'The camera is on',
        async () => (await page.getByTestId('preview').getAttribute('data-status')) === 'on',
      );
    });

    it('says on an insecure address that nothing can be used there, and lets people sit down all the same', async () => {
      const { page } = visitor;
      await page.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined });
      });
      await page.goto(mealUrl);
      await page
        .getByTestId('camera-failure')
        .getByText('The camera works only on a secure address (https).')
        .waitFor();
      await page
        .getByTestId('microphone-failure')
        .getByText('The microphone works only on a secure address (https).')
        .waitFor();
      await page.getByTestId('language').selectOption('ko');
      await page.getByTestId('microphone-failure').getByText('마이크는 보안 주소(https)에서만 쓸 수 있어요.').waitFor();
      await visitor.join('Alex', 'none');
      expect(visitor.faults).toEqual([]);
    });
  });

  it('says that every seat is taken, also to one more who tries it all the same', async () => {
    const others = [await TablePage.open(browser, mealUrl), await TablePage.open(browser, mealUrl)];
    for (const other of others) await other.join('Alex', 'none');
    late = await TablePage.open(browser, mealUrl, 'ko-KR');
    const { page } = late;
    await page.getByText('지금은 자리가 모두 찼어요.').waitFor();
    await page.getByTestId('display-name').fill('하늘');
    await tabTo(page, page.getByTestId('join'));
    await page.keyboard.press('Enter');
    await page.getByText('이 밥상은 자리가 모두 찼어요.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('join');
    await portray(late, 'full-korean');
    await others[0]?.page.getByTestId('leave').click();
    await page.getByText('지금은 자리가 모두 찼어요.').waitFor({ state: 'detached' });
    expect(await seatsIn(late).count()).toBe(2);
  });

  it('says that the host ended the meal meanwhile, with the camera off, and leads back to the start', async () => {
    await host.page.getByTestId('seat-settings').click();
    await host.page.getByTestId('end-meal').click();
    await host.page.getByTestId('end-meal-confirm').click();
    const { page } = late;
    await page.getByTestId('meal-over').waitFor();
    await page.getByText('앉으시기 전에 주인이 밥상을 치웠어요.').waitFor();
    await portray(late, 'over-korean');
    await tabTo(page, page.getByTestId('to-start'));
    await page.keyboard.press('Enter');
    await page.getByTestId('join-code').fill(code);
    await page.getByTestId('join-by-code').click();
    await page.getByText('이 코드나 링크의 식사가 없거나').waitFor();
    expect([host, guest, third, late].flatMap(({ faults }) => faults)).toEqual([]);
  });
});
