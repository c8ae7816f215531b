import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { writeVoiceClip } from '../clips/voice-clip';
import { launchChromium } from '../support/chromium';
import { eventuallyTrue } from '../support/eventually';
import { tabTo } from '../support/keyboard';
import { ARTIFACTS, RunningSystem } from '../support/running-system';
import { TablePage } from '../support/table-page';

jest.setTimeout(240_000);

/** The name of the camera that the own tile shows. */
async function ownCamera(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('[data-testid=tile][data-self=true] video');
    return (video?.srcObject as MediaStream | null)?.getVideoTracks()[0]?.label;
  });
}

describe('seats at the table', () => {
  let system: RunningSystem;
  let browser: Browser;
  let host: TablePage;
  let guest: TablePage;
  let hostId: string;
  let guestId: string;
  let mealUrl: string;

  beforeAll(async () => {
    system = await RunningSystem.start('seats');
    const voice = join(ARTIFACTS, 'voice.wav');
    await writeVoiceClip(voice);
    browser = await launchChromium({ cameras: 3, microphone: voice });
    host = await TablePage.open(browser, system.webUrl);
    mealUrl = await host.createMeal();
    guest = await TablePage.open(browser, mealUrl, 'ko-KR');
    await host.join('Mina', 'none');
    await guest.join('준호', 'none');
    hostId = (await host.ownTile()).participantId;
    guestId = (await guest.ownTile()).participantId;
    await goesOn(guest, hostId);
    await goesOn(host, guestId);
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  async function goesOn(table: TablePage, participantId: string): Promise<void> {
    const frames = async (): Promise<number> => (await table.tile(participantId))?.frames ?? 0;
    const before = await frames();
    await eventuallyTrue('Video goes on', async () => (await frames()) > before + 10);
  }

  function tileOf({ page }: TablePage, participantId: string): Locator {
    return page.locator(`[data-testid=tile][data-participant-id="${participantId}"]`);
  }

  function mutedSignOf(table: TablePage, participantId: string): Locator {
    return tileOf(table, participantId).locator('.silent');
  }

  async function closeDialog({ page }: TablePage): Promise<void> {
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  }

  async function openTileMenu(table: TablePage, participantId: string): Promise<void> {
    await tileOf(table, participantId).getByTestId('tile-menu-button').click();
    await table.page.getByTestId('tile-menu').waitFor();
  }

  it('shows who speaks, to others and to themselves, and never of who is muted', async () => {
    const voiceOf = (table: TablePage): Locator => tileOf(table, hostId).locator('.voice');
    // Both microphones hear the same: echo cancellation would take the host's voice for the guest's.
    await guest.page.getByTestId('toggle-microphone').click();
    await mutedSignOf(host, guestId).waitFor();
    await Promise.all([voiceOf(guest).waitFor(), voiceOf(host).waitFor()]);
    await host.page.getByTestId('toggle-microphone').click();
    await Promise.all([mutedSignOf(guest, hostId).waitFor(), mutedSignOf(host, hostId).waitFor()]);
    expect([await voiceOf(guest).count(), await voiceOf(host).count()]).toEqual([0, 0]);
    await host.page.getByTestId('toggle-microphone').click();
    await voiceOf(guest).waitFor();
    await guest.screenshot('seats-voice');
    await guest.page.getByTestId('toggle-microphone').click();
    await mutedSignOf(host, guestId).waitFor({ state: 'detached' });
  });

  it('changes camera and microphone: the others go on seeing, and mute stays', async () => {
    const { page } = host;
    await page.getByTestId('toggle-microphone').click();
    await mutedSignOf(guest, hostId).waitFor();
    await page.getByTestId('seat-settings').click();
    const before = await ownCamera(page);
    for (const kind of ['camera', 'microphone']) {
      const select = page.getByTestId(`${kind}-select`);
      const present = await select.inputValue();
      const values = await select
        .locator('option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      await select.selectOption(values.find((value) => value !== present && value !== 'none') ?? '');
    }
    await host.screenshot('seats-settings');
    await closeDialog(host);
    await eventuallyTrue('Another camera', async () => ![undefined, before].includes(await ownCamera(page)));
    await goesOn(guest, hostId);
    expect(await mutedSignOf(guest, hostId).count()).toBe(1);
    await page.getByTestId('toggle-microphone').click();
    await mutedSignOf(guest, hostId).waitFor({ state: 'detached' });
  });

  it('keeps the camera off through another choice', async () => {
    const { page } = host;
    await page.getByTestId('toggle-camera').click();
    await page.getByTestId('seat-settings').click();
    await page.getByTestId('camera-select').selectOption({ index: 0 });
    await closeDialog(host);
    expect(await page.getByTestId('toggle-camera').getAttribute('data-on')).toBe('false');
    await page.getByTestId('toggle-camera').click();
    await goesOn(guest, hostId);
  });

  it('says that a camera is gone, and offers another', async () => {
    const { page } = host;
    await page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('[data-testid=tile][data-self=true] video');
      const [track] = (video?.srcObject as MediaStream).getVideoTracks();
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
    await page.getByTestId('camera-notice').waitFor();
    await host.screenshot('seats-camera-gone');
    await page.getByTestId('use-other-camera').click();
    await page.getByTestId('camera-notice').waitFor({ state: 'detached' });
    await goesOn(guest, hostId);
  });

  it('shows a tile large and hides the own one by keyboard alone, also after a reload', async () => {
    const { page } = guest;
    const widthOf = async (): Promise<number> => (await tileOf(guest, hostId).boundingBox())?.width ?? 0;
    const before = await widthOf();
    await tabTo(page, tileOf(guest, hostId).getByTestId('tile-menu-button'));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByTestId('toggle-pin'));
    await page.keyboard.press('Enter');
    await eventuallyTrue('The tile is large', async () => (await widthOf()) > 1.2 * before);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('tile-menu-button');
    await tabTo(page, tileOf(guest, guestId).getByTestId('tile-menu-button'));
    await guest.screenshot('seats-pinned-korean');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByTestId('hide-self'));
    await page.keyboard.press('Enter');
    await tileOf(guest, guestId).waitFor({ state: 'detached' });
    await goesOn(host, guestId);
    await page.reload();
    await guest.join('준호', 'none');
    await page.getByTestId('show-self').waitFor();
    await goesOn(guest, hostId);
    await page.getByTestId('show-self').click();
    await tileOf(guest, guestId).waitFor();
    expect(await widthOf()).toBeGreaterThan(1.2 * before);
  });

  it('lets the host ask to mute, and the guest decide', async () => {
    await eventuallyTrue('One tile for each', async () => (await host.tiles()).length === 2);
    await openTileMenu(guest, hostId);
    expect(await guest.page.getByTestId('ask-to-mute').count()).toBe(0);
    await closeDialog(guest);
    for (const answer of ['decline-mute', 'accept-mute']) {
      await openTileMenu(host, guestId);
      await host.page.getByTestId('ask-to-mute').click();
      await guest.page.getByTestId('mute-request').waitFor();
      expect(await mutedSignOf(host, guestId).count()).toBe(0);
      await guest.screenshot('seats-mute-request-korean');
      await guest.page.getByTestId(answer).click();
      await guest.page.getByTestId('mute-request').waitFor({ state: 'detached' });
      await closeDialog(host);
    }
    await mutedSignOf(host, guestId).waitFor();
  });

  it('lets the host remove somebody after asking back, who reads why and cannot sit down again in that tab', async () => {
    await openTileMenu(host, guestId);
    await host.page.getByTestId('remove-participant').click();
    await host.screenshot('seats-remove');
    await host.page.getByTestId('remove-participant-cancel').click();
    expect(await tileOf(host, guestId).count()).toBe(1);
    await host.page.getByTestId('remove-participant').click();
    await host.page.getByTestId('remove-participant-confirm').click();
    await tileOf(host, guestId).waitFor({ state: 'detached' });
    await guest.page.getByText('주인이 밥상에서 내보냈어요.').waitFor();
    expect(await guest.page.getByTestId('back').count()).toBe(0);
    await guest.screenshot('seats-removed-korean');
    await guest.page.reload();
    await guest.page.getByTestId('display-name').fill('준호');
    await guest.page.getByTestId('join').click();
    await guest.page.getByText('주인이 이 밥상에서 내보내서').waitFor();
    expect(await host.tiles()).toHaveLength(1);
  });

  it('lets the host end the meal for everybody, for good', async () => {
    const other = await TablePage.open(browser, mealUrl);
    await other.join('Alex', 'none');
    await eventuallyTrue('Two tiles', async () => (await host.tiles()).length === 2);
    await host.page.getByTestId('seat-settings').click();
    await host.page.getByTestId('end-meal').click();
    await host.page.getByTestId('end-meal-confirm').click();
    for (const { page } of [host, other]) await page.getByRole('heading', { name: 'The meal is over' }).waitFor();
    await other.page.goto(mealUrl);
    await other.page.getByText('We cannot find this meal').waitFor();
    expect([...host.faults, ...guest.faults, ...other.faults]).toEqual([]);
  });
});
