import type { Browser, Locator, Page } from 'playwright-core';
import { installPageNetwork, type PageNetwork } from '../openvidu/support/page-network';
import { launchChromium } from '../support/chromium';
import { eventually, eventuallyTrue } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

/** What OpenVidu tells of a connection, as far as it matters here. */
interface Connection {
  readonly connectionId: string;
  readonly serverData: string;
  readonly publishers: readonly {
    readonly streamId: string;
    readonly mediaOptions: { readonly typeOfVideo?: string };
  }[];
  readonly subscribers: readonly { readonly streamId: string }[];
}

declare const captures: MediaStream[];
declare const network: PageNetwork;

/** Remembers what the browser captured, without changing it. */
function rememberCaptures(): void {
  const given: MediaStream[] = [];
  Object.assign(window, { captures: given });
  const original = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getDisplayMedia = async (options) => {
    const stream = await original(options);
    given.push(stream);
    return stream;
  };
}

/** Whether every track that was ever captured on a page has ended. */
async function nothingIsCaptured(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    captures.flatMap((stream) => stream.getTracks()).every(({ readyState }) => readyState === 'ended'),
  );
}

describe('sharing a screen', () => {
  let system: RunningSystem;
  let browser: Browser;
  let viewer: TablePage;
  let sharer: TablePage;
  let mealUrl: string;
  let mealId: string;
  let viewerId: string;
  let sharerId: string;

  beforeAll(async () => {
    system = await RunningSystem.start('screen-share');
    browser = await launchChromium();
    viewer = await TablePage.open(browser, system.webUrl);
    mealUrl = await viewer.createMeal();
    mealId = mealUrl.split('/').at(-1) ?? '';
    sharer = await TablePage.open(browser, mealUrl, 'ko-KR');
    for (const { page } of [viewer, sharer]) await page.setViewportSize({ width: 1440, height: 900 });
    await sharer.page.addInitScript(rememberCaptures);
    await sharer.page.addInitScript(installPageNetwork);
    await sharer.page.reload();
    await viewer.join('Mina', 'none');
    await sharer.join('준호', 'none');
    viewerId = (await viewer.ownTile()).participantId;
    sharerId = (await sharer.ownTile()).participantId;
    await eventuallyTrue('Both see both', async () => (await everybodySees(2)).every(Boolean));
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  async function everybodySees(people: number): Promise<boolean[]> {
    return Promise.all([viewer, sharer].map(async (table) => (await table.tiles()).length === people));
  }

  const screenOn = ({ page }: TablePage): Locator => page.getByTestId('screen-tile');

  async function framesOfScreen(table: TablePage): Promise<number> {
    const tile = screenOn(table).first();
    if ((await tile.count()) === 0) return 0;
    return tile.evaluate((li) => li.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0);
  }

  async function screenMoves(table: TablePage): Promise<void> {
    await screenOn(table).first().waitFor();
    const before = await framesOfScreen(table);
    await eventuallyTrue('The screen moves', async () => (await framesOfScreen(table)) > before + 10);
  }

  async function connections(): Promise<Connection[]> {
    const answer = await system.openvidu(`/sessions/${mealId}/connection?pendingConnections=true`);
    return ((await answer.json()) as { content: Connection[] }).content;
  }

  async function share(table: TablePage): Promise<void> {
    await table.page.getByTestId('share-screen').click();
    await table.page.locator('[data-testid=screen-notice][data-status=sharing]').waitFor();
  }

  async function nothingIsLeft(table: TablePage, page: Page): Promise<void> {
    await screenOn(table).waitFor({ state: 'detached' });
    await eventuallyTrue('Nothing is captured', () => nothingIsCaptured(page));
    await eventuallyTrue('No screen is left', async () =>
      (await connections()).every(({ serverData }) => !serverData.includes('screenOf')),
    );
  }

  it('shows it large to the others, and seats nobody with it', async () => {
    await share(sharer);
    await screenMoves(viewer);
    const [large = 0, small = 0] = await Promise.all(
      [screenOn(viewer), viewer.page.locator(`[data-participant-id="${sharerId}"][data-testid=tile]`)].map(
        async (tile) => (await tile.boundingBox())?.width,
      ),
    );
    expect(large).toBeGreaterThan(2 * small);
    expect(await screenOn(viewer).innerText()).toContain('준호’s screen');
    expect(await viewer.page.getByTestId('screen-news').innerText()).toBe('준호 is sharing a screen.');
    expect(await everybodySees(2)).toEqual([true, true]);
    const description = await fetch(`${system.apiUrl}/api/meals/${mealId}`);
    expect(await description.json()).toMatchObject({ participants: 2 });
    await viewer.screenshot('screen-viewer-1440');
    await sharer.screenshot('screen-sharer-1440-korean');
  });

  it('is a screen for OpenVidu too, and is downloaded by the others alone', async () => {
    const all = await connections();
    expect(all).toHaveLength(3);
    const screen = all.find(({ serverData }) => serverData.includes('screenOf'));
    expect(screen?.publishers.map(({ mediaOptions }) => mediaOptions.typeOfVideo)).toEqual(['SCREEN']);
    expect(screen?.subscribers).toEqual([]);
    const streamId = screen?.publishers[0]?.streamId;
    const receivers = all.filter(({ subscribers }) => subscribers.some((one) => one.streamId === streamId));
    expect(receivers.map(({ serverData }) => serverData.includes(viewerId))).toEqual([true]);
    expect(await screenOn(sharer).count()).toBe(0);
  });

  it('brings the sound along', async () => {
    const heard = async (): Promise<boolean> =>
      screenOn(viewer).evaluate((li) => {
        const stream = li.querySelector('video')?.srcObject as MediaStream | null;
        return stream?.getAudioTracks().some(({ readyState, muted }) => readyState === 'live' && !muted) ?? false;
      });
    await eventuallyTrue('Its sound is there', heard);
  });

  it('leaves the stage for who wants to see somebody else, and comes back, and fills the screen', async () => {
    const { page } = viewer;
    const widthOfScreen = async (): Promise<number> => (await screenOn(viewer).boundingBox())?.width ?? 0;
    const before = await widthOfScreen();
    await page.locator(`[data-participant-id="${sharerId}"][data-testid=tile]`).getByTestId('tile-menu-button').click();
    await page.getByTestId('toggle-pin').click();
    await eventuallyTrue('The screen is small', async () => (await widthOfScreen()) < before / 2);
    await viewer.screenshot('screen-in-strip-1440');
    await screenOn(viewer).getByTestId('tile-menu-button').click();
    await viewer.screenshot('screen-menu-1440');
    await page.getByTestId('toggle-large-screen').click();
    await eventuallyTrue('The screen is large', async () => (await widthOfScreen()) > before - 2);
    await screenOn(viewer).getByTestId('tile-menu-button').click();
    await page.getByTestId('toggle-screen-fullscreen').click();
    await eventuallyTrue('The screen fills the screen', async () => (await widthOfScreen()) === 1440);
    await viewer.screenshot('screen-fullscreen-1440');
    await screenOn(viewer).getByTestId('tile-menu-button').click();
    await page.getByTestId('toggle-screen-fullscreen').click();
    await eventuallyTrue('The table is back', async () => (await widthOfScreen()) < 1440);
  });

  it('is seen whole on a telephone and a tablet too', async () => {
    for (const [width, height] of [
      [360, 640],
      [640, 360],
      [768, 1024],
    ] as const) {
      await viewer.page.setViewportSize({ width, height });
      await screenMoves(viewer);
      await viewer.screenshot(`screen-viewer-${String(width)}`);
    }
    await viewer.page.setViewportSize({ width: 1440, height: 900 });
  });

  it('stops with its button, which gives the focus on', async () => {
    await sharer.page.getByTestId('stop-screen').click();
    await nothingIsLeft(viewer, sharer.page);
    expect(await sharer.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('share-screen');
    expect(await sharer.page.getByTestId('share-screen').getAttribute('aria-pressed')).toBe('false');
    expect(await viewer.page.getByTestId('screen-news').innerText()).toBe('준호 no longer shares a screen.');
    expect(await sharer.page.getByTestId('screen-news').innerText()).toBe('화면 공유를 끝냈어요.');
  });

  it('is shared by keyboard alone, and stops when the browser ends it', async () => {
    await sharer.page.keyboard.press('Alt+s');
    await screenMoves(viewer);
    await sharer.page.evaluate(() => {
      const [track] = captures.at(-1)?.getVideoTracks() ?? [];
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
    await nothingIsLeft(viewer, sharer.page);
    expect(await sharer.page.getByTestId('screen-notice').count()).toBe(0);
  });

  it('comes back by itself after the network was away for longer than OpenVidu waits, without asking again', async () => {
    await share(sharer);
    await screenMoves(viewer);
    const before = await sharer.page.evaluate(() => captures.length);
    const shared = (await connections()).find(({ serverData }) => serverData.includes('screenOf'))?.connectionId;
    await sharer.page.evaluate(() => network.cutOff());
    await screenOn(viewer).waitFor({ state: 'detached' });
    await eventuallyTrue('OpenVidu gave up on both', async () => (await connections()).length === 1);
    await sharer.page.evaluate(() => network.restore());
    await screenMoves(viewer);
    await sharer.page.locator('[data-testid=screen-notice][data-status=sharing]').waitFor();
    const screens = (await connections()).filter(({ serverData }) => serverData.includes('screenOf'));
    expect(screens).toHaveLength(1);
    expect(screens[0]?.connectionId).not.toBe(shared);
    expect(await sharer.page.evaluate(() => captures.length)).toBe(before);
    await eventuallyTrue('Two at the table', async () => (await everybodySees(2)).every(Boolean));
  });

  it('has several on the table, the newest on the stage', async () => {
    await viewer.page.addInitScript(rememberCaptures);
    await share(viewer);
    const third = await TablePage.open(browser, mealUrl);
    await third.page.setViewportSize({ width: 1440, height: 900 });
    await third.join('Alex', 'none');
    await eventuallyTrue('Two screens', async () => (await screenOn(third).count()) === 2);
    const widthOf = async (participantId: string): Promise<number> => {
      const tile = third.page.locator(`[data-testid=screen-tile][data-participant-id="${participantId}"]`);
      return (await tile.boundingBox())?.width ?? 0;
    };
    expect(await widthOf(viewerId)).toBeGreaterThan(2 * (await widthOf(sharerId)));
    await screenMoves(third);
    await third.screenshot('screen-two-1440');
    await viewer.page.getByTestId('stop-screen').click();
    await eventuallyTrue('The other one takes the stage', async () => (await widthOf(sharerId)) > 720);
    await third.page.getByTestId('leave').click();
    await eventuallyTrue('Two at the table', async () => (await viewer.tiles()).length === 2);
  });

  it('ends at once with who leaves the table', async () => {
    await sharer.page.getByTestId('leave').click();
    await nothingIsLeft(viewer, sharer.page);
    await eventuallyTrue('One is left', async () => (await connections()).length === 1);
    expect((await viewer.tiles()).map(({ participantId }) => participantId)).toEqual([viewerId]);
  });

  it('goes with whom the host removes', async () => {
    await sharer.page.getByTestId('back').click();
    await sharer.join('준호', 'none');
    const { participantId } = await sharer.ownTile();
    await share(sharer);
    await screenMoves(viewer);
    const tile = viewer.page.locator(`[data-participant-id="${participantId}"][data-testid=tile]`);
    await tile.getByTestId('tile-menu-button').click();
    await viewer.page.getByTestId('remove-participant').click();
    await viewer.page.getByTestId('remove-participant-confirm').click();
    await sharer.page.getByText('주인이 밥상에서 내보냈어요.').waitFor();
    await nothingIsLeft(viewer, sharer.page);
    const left = await eventually('Only the host is left', async () => {
      const all = await connections();
      return all.length === 1 ? all : undefined;
    });
    expect(left[0]?.serverData).toContain(viewerId);
    expect([...viewer.faults, ...sharer.faults]).toEqual([]);
  });
});
