import type { Page } from 'playwright-core';
import type { OpenviduEmbedded } from './openvidu-embedded';
import { createConnection } from './testing/connections';
import { callApi, startTestDeployment } from './testing/deployment';
import { MeetingPages, type Reception } from './testing/meeting-pages';
import { TcpProxy } from './testing/tcp-proxy';
import type { Meeting } from './testing/meeting';

declare const meeting: Meeting;

const WAIT = 40_000;

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${WAIT} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const publish = (page: Page, properties = {}): Promise<string> =>
  page.evaluate((properties) => meeting.publish(properties), properties);

const measure = (page: Page, streamId: string): Promise<Reception | undefined> =>
  page.evaluate((streamId) => meeting.measure(streamId), streamId);

const eventsOf = (page: Page): Promise<readonly string[]> => page.evaluate(() => meeting.events);

const untilEvent = (page: Page, event: string): Promise<void> =>
  until(`event ${event}`, async () => (await eventsOf(page)).includes(event));

/** Waits until picture and sound of a stream go on from where they are now. */
async function untilPlaying(page: Page, streamId: string): Promise<void> {
  let before: Reception | undefined;
  await until(`a picture of ${streamId}`, async () => {
    before = await measure(page, streamId);
    return before !== undefined && before.width > 0;
  });
  await until(`progress of ${streamId}`, async () => {
    const now = await measure(page, streamId);
    if (!now || !before) return false;
    const hasPicture = now.framesDecoded > before.framesDecoded + 5 && now.currentTime > before.currentTime;
    return hasPicture && now.audioBytes > before.audioBytes;
  });
}

describe('the embedded deployment with openvidu-browser in Chromium', () => {
  let deployment: OpenviduEmbedded;
  let pages: MeetingPages;
  let wire: TcpProxy;
  const open: Page[] = [];

  beforeAll(async () => {
    wire = await TcpProxy.open(() => deployment.port);
    const publicUrl = `http://localhost:${wire.port}`;
    [deployment, pages] = await Promise.all([startTestDeployment({ publicUrl }), MeetingPages.open()]);
  }, 120_000);

  afterEach(() => Promise.all(open.splice(0).map((page) => page.close())));

  afterAll(async () => {
    await pages.close();
    await deployment.close();
    await wire.close();
  });

  async function join(sessionId: string, name: string, role = 'PUBLISHER'): Promise<Page> {
    const { token } = await createConnection(deployment.url, sessionId, { role });
    const page = await pages.newPage();
    open.push(page);
    await page.evaluate(({ token, name }) => meeting.join(token, name), { token, name });
    return page;
  }

  const statusOf = async (sessionId: string): Promise<number> =>
    (await callApi(deployment.url, 'GET', `/sessions/${sessionId}`)).status;

  it('lets three see and hear each other, one of whom only watches', async () => {
    const first = await join('three', 'first');
    const second = await join('three', 'second');
    const [streamOfFirst, streamOfSecond] = await Promise.all([publish(first), publish(second)]);
    const watcher = await join('three', 'watcher', 'SUBSCRIBER');
    await Promise.all([
      untilPlaying(first, streamOfSecond),
      untilPlaying(second, streamOfFirst),
      untilPlaying(watcher, streamOfFirst),
      untilPlaying(watcher, streamOfSecond),
    ]);
    expect((await measure(watcher, streamOfFirst))?.packetsLost).toBe(0);
    const refusal = watcher.evaluate(() => meeting.publish({}).catch((error: unknown) => (error as Error).name));
    await expect(refusal).resolves.toBe('OPENVIDU_PERMISSION_DENIED');

    const response = await callApi(deployment.url, 'GET', '/sessions/three/connection');
    const { content } = (await response.json()) as { content: { publishers: unknown[]; subscribers: unknown[] }[] };
    const counts = content.map(({ publishers, subscribers }) => [publishers.length, subscribers.length]);
    expect(counts).toEqual([
      [1, 1],
      [1, 1],
      [0, 2],
    ]);
  }, 120_000);

  it('shows a late joiner who is muted', async () => {
    const early = await join('mute', 'early');
    await publish(early);
    await early.evaluate(async () => {
      meeting.publisher.publishAudio(false);
      await meeting.publisher.publishVideo(false);
    });
    const late = await join('mute', 'late');
    await untilEvent(late, 'streamCreated:false/false');
    await early.evaluate(() => meeting.publisher.publishVideo(true));
    await untilEvent(late, 'streamPropertyChanged:videoActive=true');
  }, 120_000);

  it('carries sound alone and picture alone', async () => {
    const speaker = await join('kinds', 'speaker');
    const shower = await join('kinds', 'shower');
    const sound = await publish(speaker, { videoSource: false });
    const picture = await publish(shower, { audioSource: false });
    expect(sound).toMatch(/^str_MIC_/);
    expect(picture).toMatch(/^str_CAM_/);
    await until('sound', async () => ((await measure(shower, sound))?.audioBytes ?? 0) > 1_000);
    await until('picture', async () => ((await measure(speaker, picture))?.framesDecoded ?? 0) > 5);
  }, 120_000);

  it('keeps media and signals over a lost socket', async () => {
    const first = await join('socket', 'first');
    const second = await join('socket', 'second');
    const stream = await publish(first);
    await untilPlaying(second, stream);
    wire.cut();
    await Promise.all([untilEvent(first, 'reconnecting'), untilEvent(second, 'reconnecting')]);
    await Promise.all([untilEvent(first, 'reconnected'), untilEvent(second, 'reconnected')]);
    await untilPlaying(second, stream);
    await first.evaluate(() => meeting.session.signal({ type: 'chat', data: 'still here?' }));
    await until('the signal', () => second.evaluate(() => meeting.signals.some(({ data }) => data === 'still here?')));
    expect(await eventsOf(first)).not.toContain('connectionDestroyed:networkDisconnect');
  }, 120_000);

  it('keeps everybody watching when publisher or subscriber reconnect their media', async () => {
    const first = await join('reconnect', 'first');
    const second = await join('reconnect', 'second');
    const third = await join('reconnect', 'third');
    const stream = await publish(first);
    await Promise.all([untilPlaying(second, stream), untilPlaying(third, stream)]);
    await first.evaluate(() => meeting.publisher.stream.reconnect());
    await Promise.all([untilPlaying(second, stream), untilPlaying(third, stream)]);
    await second.evaluate((id) => meeting.subscribers[id]?.stream.reconnect(), stream);
    await Promise.all([untilPlaying(second, stream), untilPlaying(third, stream)]);
    const created = (await eventsOf(third)).filter((event) => event.startsWith('streamCreated'));
    expect(created).toHaveLength(1);
  }, 120_000);

  it('ends streams, participants and, with the last one, the session', async () => {
    const moderator = await join('ending', 'moderator', 'MODERATOR');
    const first = await join('ending', 'first');
    const second = await join('ending', 'second');
    await publish(first);
    await untilEvent(second, 'streamCreated:true/true');
    await first.evaluate(() => meeting.session.unpublish(meeting.publisher));
    await untilEvent(second, 'streamDestroyed:unpublish');
    const stream = await publish(first);
    await untilPlaying(second, stream);
    await callApi(deployment.url, 'DELETE', `/sessions/ending/stream/${stream}`);
    await untilEvent(second, 'streamDestroyed:forceUnpublishByServer');
    await moderator.evaluate(() => {
      const others = [...meeting.session.remoteConnections.values()];
      const victim = others.find(({ data }) => data.includes('second'));
      return meeting.session.forceDisconnect(victim);
    });
    await untilEvent(second, 'sessionDisconnected:forceDisconnectByUser');
    await untilEvent(first, 'connectionDestroyed:forceDisconnectByUser');
    await first.evaluate(() => meeting.session.disconnect());
    await untilEvent(moderator, 'connectionDestroyed:disconnect');
    expect(await statusOf('ending')).toBe(200);
    await moderator.evaluate(() => meeting.session.disconnect());
    await until('the end of the session', async () => (await statusOf('ending')) === 404);
  }, 120_000);
});
