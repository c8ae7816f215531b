import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { writeSmallPersonClip } from './clips/small-person-clip';
import { launchChromium } from './support/chromium';
import { eventuallyTrue } from './support/eventually';
import { ARTIFACTS, RunningSystem } from './support/running-system';
import { SentFrames } from './support/sent-frames';
import { TablePage } from './support/table-page';

jest.setTimeout(240_000);

/** What the init script puts into the page. */
interface Surroundings {
  hide(hidden: boolean): void;
  setBattery(level: number, charging: boolean): void;
  encodings: number;
}

/** Runs in the page before anything else: visibility and battery are the test's, and encodings are counted. */
function takeSurroundings(): void {
  let hidden = false;
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  const battery = Object.assign(new EventTarget(), { level: 1, charging: true });
  Object.defineProperty(Navigator.prototype, 'getBattery', { value: () => Promise.resolve(battery) });
  const surroundings: Surroundings = {
    encodings: 0,
    hide: (next) => {
      hidden = next;
      document.dispatchEvent(new Event('visibilitychange'));
    },
    setBattery: (level, charging) => {
      Object.assign(battery, { level, charging });
      battery.dispatchEvent(new Event('levelchange'));
    },
  };
  const prototype = OffscreenCanvas.prototype;
  const encode = Reflect.get(prototype, 'convertToBlob') as (this: unknown, options: unknown) => Promise<Blob>;
  Reflect.set(prototype, 'convertToBlob', function (this: unknown, options: unknown) {
    surroundings.encodings += 1;
    return encode.call(this, options);
  });
  Object.assign(window, { surroundings });
}

describe('the sampler of a page', () => {
  let system: RunningSystem;
  let browser: Browser;
  let table: TablePage;
  let sent: SentFrames;

  beforeAll(async () => {
    mkdirSync(ARTIFACTS, { recursive: true });
    const clip = join(ARTIFACTS, 'small-person.y4m');
    await writeSmallPersonClip(clip);
    system = await RunningSystem.start('sampler');
    browser = await launchChromium({ camera: clip });
    table = await TablePage.open(browser, 'about:blank');
    await table.page.addInitScript(takeSurroundings);
    await table.page.goto(system.webUrl);
    sent = new SentFrames(table.page);
    await table.createMeal();
    await table.join('Mina', 'server');
  });

  afterAll(async () => {
    await browser.close();
    await system.close();
  });

  const encodings = (): Promise<number> =>
    table.page.evaluate(() => (window as unknown as { surroundings: Surroundings }).surroundings.encodings);
  const hide = (hidden: boolean): Promise<void> =>
    table.page.evaluate(
      (next) => (window as unknown as { surroundings: Surroundings }).surroundings.hide(next),
      hidden,
    );
  const setBattery = (level: number, charging: boolean): Promise<void> =>
    table.page.evaluate(
      ([next, isCharging]) =>
        (window as unknown as { surroundings: Surroundings }).surroundings.setBattery(next, isCharging),
      [level, charging] as const,
    );

  async function goesOn(): Promise<void> {
    const before = sent.frames.length;
    await eventuallyTrue('Frames go on', () => sent.frames.length > before + 5);
  }

  /** Nothing is encoded and nothing sent for three seconds, but for the frame that was on its way. */
  async function rests(): Promise<void> {
    await sleep(1000);
    const [frames, encoded] = [sent.frames.length, await encodings()];
    await sleep(3000);
    expect([sent.frames.length, await encodings()]).toEqual([frames, encoded]);
  }

  it('sends the surroundings of a small face, in which the face is larger, and the person is recognised', async () => {
    await eventuallyTrue('A crop is sent', () => sent.frames.some(({ header }) => header.part !== undefined));
    await eventuallyTrue(
      'Crops are sent mostly',
      () => sent.frames.slice(-10).filter(({ header }) => header.part).length >= 8,
    );
    const { part } = sent.frames.findLast(({ header }) => header.part !== undefined)?.header ?? {};
    expect(part!.width * part!.height).toBeLessThan(0.4);
    await eventuallyTrue('The face is found', () =>
      sent.replies.slice(-10).every((reply) => reply.accepted && reply.face !== null),
    );
    const heights = sent.replies.map((reply) => (reply.accepted ? (reply.face?.height ?? 0) : 0));
    expect(Math.max(...heights.slice(-10))).toBeGreaterThan(1.5 * Math.max(...heights.slice(0, 5)));
    await eventuallyTrue('The person is seen', async () => {
      const { motion, recognition } = await table.ownTile();
      return recognition === 'active' && motion !== '' && motion !== 'away';
    });
    await table.screenshot('sampler-small-person');
  });

  it('changes the crop seldom', () => {
    const parts = sent.frames.flatMap(({ header }) => (header.part ? [JSON.stringify(header.part)] : []));
    expect(new Set(parts).size).toBeLessThanOrEqual(3);
  });

  it('neither encodes nor sends while the page is hidden, and goes on afterwards', async () => {
    await hide(true);
    await rests();
    await hide(false);
    await goesOn();
  });

  it('neither encodes nor sends while the camera is off, and goes on afterwards', async () => {
    await table.page.getByTestId('toggle-camera').click();
    await rests();
    await table.page.getByTestId('toggle-camera').click();
    await goesOn();
  });

  it('sends smaller and fewer frames on a low battery', async () => {
    await eventuallyTrue('Crops are sent again', () => sent.frames.slice(-5).every(({ header }) => header.part));
    const before = await sent.lastSize();
    await setBattery(0.15, false);
    await goesOn();
    const begun = Date.now();
    await sleep(5000);
    expect(sent.paceSince(begun)).toBeLessThan(5.5);
    expect((await sent.lastSize()).height).toBeLessThan(before.height);
    expect(await table.page.getByTestId('recognition-notice').count()).toBe(0);
  });

  it('sends still fewer frames on a battery that is nearly empty, and says so until it is charged', async () => {
    await setBattery(0.05, false);
    await table.page.getByTestId('recognition-notice').waitFor();
    expect(await table.page.getByTestId('recognition-notice').innerText()).toContain('battery');
    await table.screenshot('sampler-battery');
    const begun = Date.now();
    await sleep(5000);
    expect(sent.paceSince(begun)).toBeLessThan(4.5);
    await setBattery(0.06, true);
    await table.page.getByTestId('recognition-notice').waitFor({ state: 'detached' });
    await goesOn();
  });
});
