import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { playMotions } from '../support/scripted-motions';
import { type SimulatedGuest, SimulatedGuests } from '../support/simulated-guests';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

/** Names of usual and of unusual length, in both scripts. */
const NAMES = [
  '준호',
  'Alexandra',
  '서연',
  'Bo',
  '민지와 할머니',
  'Maximilian-Theodor',
  '지우',
  'Ines',
  '도윤',
  'Li',
  'Olu',
];

/** A window in which twelve people must find room, in CSS pixels: 200 % zoom makes half a window of a whole one. */
interface Window {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly chat?: boolean;
}

const WINDOWS: readonly Window[] = [
  { name: 'phone', width: 360, height: 640 },
  { name: 'phone-landscape', width: 740, height: 360 },
  { name: 'phone-keyboard', width: 360, height: 320 },
  { name: 'tablet', width: 768, height: 1024 },
  { name: 'laptop', width: 1440, height: 900 },
  { name: 'laptop-zoomed', width: 720, height: 450 },
  { name: 'phone-zoomed', width: 320, height: 400 },
  { name: 'large', width: 3840, height: 2160 },
  { name: 'phone-chat', width: 360, height: 640, chat: true },
  { name: 'landscape-chat', width: 740, height: 360, chat: true },
  { name: 'tablet-chat', width: 768, height: 1024, chat: true },
  { name: 'laptop-chat', width: 1440, height: 900, chat: true },
];

/** Notes, in the page, whose tiles change, and what changes outside of all tiles. */
function watchChanges(): void {
  const changed = new Set<string>();
  Object.assign(window, { changed });
  const tileOf = (node: Node): HTMLElement | null | undefined =>
    (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-testid=tile]');
  new MutationObserver((records) => {
    for (const { target } of records) {
      const within = target instanceof Element ? target : target.parentElement;
      changed.add(tileOf(target)?.dataset.participantId ?? `outside: ${within?.className ?? '?'}`);
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** What lies over something else, is cut off or has no room, in the page. */
function findCrowding(): string[] {
  const faults: string[] = [];
  const isShown = (element: Element): boolean => element.checkVisibility() && element.getClientRects().length > 0;
  const all = (selector: string, within: ParentNode = document): Element[] =>
    [...within.querySelectorAll(selector)].filter(isShown);
  const nameOf = (element: Element): string =>
    `${element.className} “${(element as HTMLElement).innerText.replaceAll('\n', ' ')}”`;
  const isInside = (inner: Element, outer: Element | DOMRect): boolean => {
    const one = inner.getBoundingClientRect();
    const other = outer instanceof Element ? outer.getBoundingClientRect() : outer;
    return (
      one.left >= other.left - 0.5 &&
      one.top >= other.top - 0.5 &&
      one.right <= other.right + 0.5 &&
      one.bottom <= other.bottom + 0.5
    );
  };
  const requireInside = (inner: Element, outer: Element | DOMRect, what: string): void => {
    if (!isInside(inner, outer)) faults.push(`${nameOf(inner)} is not inside ${what}`);
  };
  const requireApart = (elements: readonly Element[]): void => {
    elements.forEach((one, index) => {
      const first = one.getBoundingClientRect();
      for (const other of elements.slice(index + 1)) {
        const second = other.getBoundingClientRect();
        const width = Math.min(first.right, second.right) - Math.max(first.left, second.left);
        const height = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
        if (width > 0.5 && height > 0.5) faults.push(`${nameOf(one)} and ${nameOf(other)} overlap`);
      }
    });
  };
  const screen = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight) faults.push('The page scrolls.');
  const tiles = all('.tile');
  const table = all('.tiles')[0];
  requireApart([...all('.page-header, .controls, .chat-panel'), ...tiles]);
  for (const tile of tiles) {
    if (table) requireInside(tile, table, 'the table');
    const signs = all('.chip, .tile-name, .totals', tile);
    requireApart(signs);
    for (const sign of signs) requireInside(sign, tile, 'its tile');
    // In the smallest tiles the whole tile is the button, without dots.
    const dots = all('.tile-menu-button .icon', tile).filter((icon) => getComputedStyle(icon).visibility === 'visible');
    requireApart([...dots, ...signs]);
  }
  const buttons = all('.controls > .button, .reaction-control > .button');
  requireApart(buttons);
  for (const button of buttons) {
    requireInside(button, screen, 'the window');
    if (button.scrollWidth > button.clientWidth) faults.push(`${nameOf(button)} has no room for its words`);
    if (button.clientHeight < 40) faults.push(`${nameOf(button)} is too low for a finger`);
  }
  if (new Set(buttons.map((button) => Math.round(button.getBoundingClientRect().top))).size > 1) {
    faults.push('The controls stand in more than one row.');
  }
  return faults;
}

describe('a table of twelve', () => {
  let system: RunningSystem;
  let browser: Browser;
  let host: TablePage;
  let crowd: SimulatedGuests;
  let mealId: string;
  let guests: SimulatedGuest[];

  beforeAll(async () => {
    system = await RunningSystem.start('twelve-tiles');
    browser = await launchChromium();
    host = await TablePage.open(browser, system.webUrl);
    const mealUrl = await host.createMeal();
    mealId = new URL(mealUrl).pathname.split('/').at(-1) ?? '';
    await host.join('Mina', 'none');
    crowd = await SimulatedGuests.open(browser, { width: 160, height: 120, frameRate: 2 });
    guests = [];
    for (const name of NAMES) guests.push(await crowd.seat(system, mealUrl, name));
    await eventuallyTrue('Everybody is seen', async () => {
      const tiles = await host.tiles();
      return tiles.length === 12 && tiles.every(({ frames }) => frames > 0);
    });
  });

  afterAll(async () => {
    await crowd.close();
    await browser.close();
    await system.close();
  });

  it('draws a motion into the tile of who made it and nowhere else', async () => {
    const [moving] = guests;
    if (!moving) throw new Error('Nobody came.');
    await host.page.evaluate(watchChanges);
    const acts = (['chew', 'talk', 'idle', 'chew'] as const).map((motion) => ({ motion, duration: 50 }));
    await playMotions(system, mealId, new Map([[moving.participantId, acts]]));
    await eventuallyTrue('The last motion', async () => (await host.tile(moving.participantId))?.motion === 'chew');
    const changed = await host.page.evaluate(() => [...(window as unknown as { changed: Set<string> }).changed]);
    expect(changed).toEqual([moving.participantId]);
  });

  describe.each(['en', 'ko'])('in the language %s', (language) => {
    beforeAll(async () => {
      await host.page.setViewportSize({ width: 1440, height: 900 });
      await host.page.getByTestId('language').selectOption(language);
      const motions = ['bite', 'drink', 'chew', 'talk', 'idle', 'away', 'unknown'] as const;
      const acts = guests.map(({ participantId }, index) => {
        const motion = motions[index % motions.length] ?? 'idle';
        return [
          participantId,
          [
            { motion: 'bite', duration: 50 },
            { motion, duration: 50 },
          ],
        ] as const;
      });
      await playMotions(system, mealId, new Map(acts));
    });

    it.each(WINDOWS)('finds room for everybody: $name', async ({ name, width, height, chat = false }) => {
      const { page } = host;
      await page.setViewportSize({ width, height });
      if (chat) await page.getByTestId('chat-toggle').click();
      // The table is measured before one picture and laid before the next.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await host.screenshot(`twelve-${name}-${language}`);
      expect(await page.evaluate(findCrowding)).toEqual([]);
      if (chat) await page.getByTestId('chat-close').click();
    });
  });
});
