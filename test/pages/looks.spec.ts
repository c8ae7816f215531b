import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { writeEatingClip } from '../clips/eating-clip';
import { writePersonClip } from '../clips/person-clip';
import { seriousFaults } from '../support/accessibility';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { type Look, looksIn, overflowOf, photograph, wear } from '../support/looks';
import { ARTIFACTS, RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(280_000);

/** One page, or one state of a page, and how somebody comes to see it. */
interface Sight {
  readonly name: string;
  readonly show: (page: Page) => Promise<void>;
  readonly leave?: (page: Page) => Promise<void>;
  /** Seen for a moment: half of the looks are enough, the ones that axe judges. */
  readonly brief?: true;
}

const LANGUAGES = ['en', 'ko'] as const;

/** Windows that nobody designs for first. */
const ODD_SIZES = [
  ['a phone on its side', { width: 740, height: 360 }],
  ['a phone with its keyboard open', { width: 360, height: 340 }],
  ['a desktop at 200 %', { width: 720, height: 450 }],
  ['a narrow window at 400 %', { width: 320, height: 256 }],
  ['a 4K screen', { width: 3840, height: 2160 }],
] as const;

/** Whether axe looks as well: every size, both schemes and both languages have their turn, not all with all. */
function isJudged({ size, colorScheme, language }: Look): boolean {
  const wide = size.width > 500;
  return language === 'en' ? wide === (colorScheme === 'light') : wide === (colorScheme === 'dark');
}

async function speak(page: Page, language: Look['language']): Promise<void> {
  await page.getByTestId('language').selectOption(language);
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
}

describe('the pages', () => {
  let system: RunningSystem;
  const browsers: Browser[] = [];
  let mina: TablePage;
  let others: TablePage[];
  let mealUrl: string;

  async function openWithCamera(url: string, clip: string, locale?: string): Promise<TablePage> {
    const browser = await launchChromium({ camera: clip });
    browsers.push(browser);
    return TablePage.open(browser, url, locale);
  }

  beforeAll(async () => {
    mkdirSync(join(ARTIFACTS, 'pages'), { recursive: true });
    const [eating, person] = [join(ARTIFACTS, 'eating-pages.y4m'), join(ARTIFACTS, 'person-pages.y4m')];
    await writeEatingClip(eating);
    await writePersonClip(person);
    system = await RunningSystem.start('pages');
    mina = await openWithCamera(system.webUrl, person);
    const host = await openWithCamera(system.webUrl, eating);
    mealUrl = await host.createMeal();
    await host.join('Jiwoo', 'server');
    const third = await TablePage.open(browsers[1]!, mealUrl, 'ko-KR');
    await third.join('준호', 'none');
    others = [host, third];
    // They are only there to be seen: what they would paint themselves costs the machine.
    for (const { page } of others) await page.setViewportSize({ width: 360, height: 640 });
  });

  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    await system.close();
  });

  /** Looks at one sight at every size and scheme in one language, at whose end it may have no fault. */
  async function inspect(sight: Sight, looks: readonly Look[]): Promise<string[]> {
    const { page } = mina;
    const faults: string[] = [];
    for (const look of looks) {
      await wear(page, look);
      await photograph(page, sight.name, look);
      const where = `${sight.name} at ${look.size.width} px, ${look.colorScheme}, ${look.language}`;
      const overflow = await overflowOf(page);
      if (overflow > 0) faults.push(`${where}: ${overflow} px too wide`);
      if (isJudged(look)) faults.push(...(await seriousFaults(page)).map((fault) => `${where}: ${fault}`));
    }
    return faults;
  }

  async function inspectEverywhere(sight: Sight): Promise<string[]> {
    const { page } = mina;
    const faults: string[] = [];
    for (const language of LANGUAGES) {
      await wear(page, { size: { width: 1440, height: 900 }, colorScheme: 'light' });
      await speak(page, language);
      await sight.show(page);
      const looks = looksIn(language).filter((look) => !sight.brief || isJudged(look));
      faults.push(...(await inspect(sight, looks)));
      await sight.leave?.(page);
    }
    await speak(page, 'en');
    return faults;
  }

  describe('before the meal', () => {
    const sights: readonly Sight[] = [
      {
        name: 'start',
        show: async (page) => {
          await page.getByTestId('join-code').fill('what is this?');
          await page.getByTestId('join-by-code').click();
          await page.locator('#join-code-failure').filter({ hasText: /./ }).waitFor();
        },
      },
    ];

    it.each(sights)('has no serious fault anywhere: $name', async (sight) => {
      expect(await inspectEverywhere(sight)).toEqual([]);
    });

    it('has no serious fault on a page that is not there', async () => {
      await mina.page.goto(`${system.webUrl}/nowhere`);
      const unknown: Sight = { name: 'unknown-page', brief: true, show: (page: Page) => page.locator('h1').waitFor() };
      expect(await inspectEverywhere(unknown)).toEqual([]);
    });

    it('has no serious fault on a meal that is not there', async () => {
      await mina.page.goto(`${system.webUrl}/meals/nosuchmealnosuchmeal`);
      const unknown: Sight = {
        name: 'unknown-meal',
        brief: true,
        show: (page: Page) => page.locator('main.message .button').waitFor(),
      };
      expect(await inspectEverywhere(unknown)).toEqual([]);
    });

    it('has no serious fault in the lobby', async () => {
      await mina.page.goto(mealUrl);
      const lobby = {
        name: 'lobby',
        show: async (page: Page): Promise<void> => {
          await page.getByTestId('display-name').fill('');
          await page.getByTestId('join').click();
        },
      };
      expect(await inspectEverywhere(lobby)).toEqual([]);
    });
  });

  describe('at the table', () => {
    const sights: readonly Sight[] = [
      {
        name: 'table',
        show: async (page) => {
          await page.getByTestId('tile').nth(2).waitFor();
        },
      },
      {
        name: 'table-chat',
        brief: true,
        show: async (page) => {
          await page.getByTestId('chat-toggle').click();
          await page.getByTestId('chat-panel').waitFor();
        },
        leave: async (page) => page.getByTestId('chat-toggle').click(),
      },
      {
        name: 'table-reactions',
        brief: true,
        show: async (page) => page.getByTestId('reaction-toggle').click(),
        leave: async (page) => page.keyboard.press('Escape'),
      },
      {
        name: 'table-settings',
        brief: true,
        show: async (page) => {
          await page.getByTestId('seat-settings').click();
          await page.locator('dialog').waitFor();
        },
        leave: closeDialog,
      },
      {
        name: 'table-tile-menu',
        brief: true,
        show: async (page) => {
          await page.getByTestId('tile').nth(1).getByTestId('tile-menu-button').click();
          await page.getByTestId('tile-menu').waitFor();
        },
        leave: closeDialog,
      },
      {
        name: 'table-together',
        brief: true,
        show: async (page) => {
          await page.getByTestId('together-sign').click();
          await page.locator('dialog').waitFor();
        },
        leave: closeDialog,
      },
    ];

    beforeAll(async () => {
      await mina.join('Mina', 'server');
      await eventuallyTrue('Everybody is seen', async () => {
        const tiles = await mina.tiles();
        return tiles.length === 3 && tiles.every(({ self, frames }) => self || frames > 0);
      });
      await others[0]!.page.getByTestId('chat-toggle').click();
      await others[0]!.page.getByTestId('chat-input').fill('Good evening, everybody! 맛있게 드세요 🍚');
      await others[0]!.page.keyboard.press('Enter');
    });

    it.each(sights)('has no serious fault anywhere: $name', async (sight) => {
      expect(await inspectEverywhere(sight)).toEqual([]);
    });

    it.each(ODD_SIZES)('keeps every control within reach on %s', async (name, size) => {
      const { page } = mina;
      const look: Look = { size, colorScheme: 'light', language: 'en' };
      await wear(page, look);
      await photograph(page, `table-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`, look);
      expect(await overflowOf(page)).toBe(0);
      for (const control of ['toggle-microphone', 'toggle-camera', 'seat-settings', 'leave']) {
        await page.getByTestId(control).scrollIntoViewIfNeeded();
        const box = await page.getByTestId(control).boundingBox();
        expect(box?.width).toBeGreaterThanOrEqual(24);
        expect(box?.height).toBeGreaterThanOrEqual(24);
      }
    });

    it('keeps still for who asked for less motion', async () => {
      const { page } = mina;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await others[0]!.page.getByTestId('reaction-toggle').click();
      await others[0]!.page.getByTestId('reaction-cheers').click();
      await page.getByTestId('reaction-float').waitFor();
      const moving = await page.evaluate(() =>
        document
          .getAnimations()
          .flatMap(({ effect }) => (effect instanceof KeyframeEffect ? effect.getKeyframes() : []))
          .filter((frame) => 'transform' in frame || 'translate' in frame || 'scale' in frame || 'rotate' in frame),
      );
      expect(moving).toEqual([]);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
    });
  });

  describe('after the meal', () => {
    beforeAll(async () => {
      await wear(mina.page, { size: { width: 1440, height: 900 }, colorScheme: 'light' });
      await mina.page.getByTestId('leave').click();
    });

    it('has no serious fault in the summary', async () => {
      const summary = { name: 'summary', show: (page: Page) => page.getByTestId('summary').waitFor() };
      expect(await inspectEverywhere(summary)).toEqual([]);
    });

    it('has no fault in its log on any page', () => {
      expect([mina, ...others].flatMap(({ faults }) => faults)).toEqual([]);
    });
  });
});
