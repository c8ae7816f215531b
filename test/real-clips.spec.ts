import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeRecordedClip } from './clips/recorded-clip';
import { launchChromium } from './support/chromium';
import { eventually, eventuallyTrue } from './support/eventually';
import { ARTIFACTS, RunningSystem } from './support/running-system';
import { TablePage, type Tile } from './support/table-page';

jest.setTimeout(240_000);

/** Recordings of real people that may not be part of the repository; without them these tests are left out. */
const RECORDINGS = join(__dirname, '../../shared/data/clips/people');

/** Two loops of the longest recording, and time to sit down. */
const PATIENCE = 60_000;

const describeWithRecordings = existsSync(RECORDINGS) ? describe : describe.skip;

describeWithRecordings('real people before the camera', () => {
  let system: RunningSystem;
  let friendBrowser: Browser;

  beforeAll(async () => {
    system = await RunningSystem.start('real-clips');
    friendBrowser = await launchChromium();
  });

  afterAll(async () => {
    await friendBrowser.close();
    await system.close();
  });

  /** Lets a recording sit at a table and hands what a friend sees of it to the test. */
  async function watch(
    recording: string,
    test: (seen: () => Promise<Tile | undefined>) => Promise<void>,
  ): Promise<void> {
    const clip = join(ARTIFACTS, `${recording}.y4m`);
    await writeRecordedClip(friendBrowser, join(RECORDINGS, recording), clip);
    const browser = await launchChromium({ camera: clip });
    try {
      const person = await TablePage.open(browser, system.webUrl);
      const mealUrl = await person.createMeal();
      const friend = await TablePage.open(friendBrowser, mealUrl);
      await friend.join('Alex', 'none');
      await person.join('Mina', 'server');
      const { participantId } = await person.ownTile();
      await eventually('The person is recognised', async () => {
        const tile = await friend.tile(participantId);
        return tile?.recognition === 'active' ? tile : undefined;
      });
      await test(() => friend.tile(participantId));
      await friend.page.context().close();
    } finally {
      await browser.close();
      // The recordings are not ours to keep copies of.
      rmSync(clip);
    }
  }

  it('counts who drinks from a bottle', async () => {
    await watch('webcam-drink.mp4', async (seen) => {
      await eventuallyTrue(
        'A bite or a sip',
        async () => {
          const tile = await seen();
          return (tile?.bites ?? 0) + (tile?.sips ?? 0) > 0;
        },
        PATIENCE,
      );
    });
  });

  it('tells that somebody talks', async () => {
    await watch('talk-matrix-hailee.mp4', async (seen) => {
      await eventuallyTrue('Talking', async () => (await seen())?.motion === 'talk', PATIENCE);
    });
  });

  it('tells that somebody has left the table, and that they are back', async () => {
    await watch('webcam-leave.mp4', async (seen) => {
      await eventuallyTrue('Away', async () => (await seen())?.motion === 'away', PATIENCE);
      await eventuallyTrue('Back', async () => !['away', 'unknown'].includes((await seen())?.motion ?? ''), PATIENCE);
    });
  });
});
