import { createLogger } from '@bapsang/server';
import type { Page } from 'playwright-core';
import { BreakableMedia } from '../testing/breakable-media';
import type { Meeting } from '../testing/meeting';
import { MeetingPages } from '../testing/meeting-pages';
import { TcpProxy } from '../testing/tcp-proxy';
import { TestSignalling } from '../testing/signalling';

declare const meeting: Meeting;

const WAIT = 40_000;

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + WAIT;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not within ${WAIT} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const publish = (page: Page): Promise<string> => page.evaluate(() => meeting.publish({}));

/** While openvidu-browser waits for an offer it has no peer connection, and measuring fails. */
const framesOf = (page: Page, streamId: string): Promise<number> =>
  page.evaluate(async (id) => (await meeting.measure(id).catch(() => undefined))?.framesDecoded ?? 0, streamId);

/** A reconnection counts from 0 again. */
async function untilPlaying(page: Page, streamId: string): Promise<void> {
  await until(`a picture of ${streamId}`, async () => (await framesOf(page, streamId)) > 0);
  const before = await framesOf(page, streamId);
  await until(`progress of ${streamId}`, async () => (await framesOf(page, streamId)) > before + 5);
}

describe.each(['kurento', 'mediasoup'] as const)('openvidu-browser that is told %s', (mediaServer) => {
  let media: BreakableMedia;
  let signalling: TestSignalling;
  let pages: MeetingPages;
  const open: Page[] = [];

  beforeAll(async () => {
    media = new BreakableMedia({ mediaAddress: '127.0.0.1', logger: createLogger('test', 'silent') });
    [signalling, pages] = await Promise.all([TestSignalling.start({ mediaServer, media }), MeetingPages.open()]);
  }, 60_000);

  afterEach(() => Promise.all(open.splice(0).map((page) => page.close())));

  afterAll(async () => {
    await pages.close();
    await signalling.close();
    expect(media.statistics.openPeerConnections).toBe(0);
  });

  async function join(sessionId: string, name: string): Promise<Page> {
    const { token } = signalling.connection(sessionId);
    const page = await pages.newPage();
    open.push(page);
    await page.evaluate(({ token, name }) => meeting.join(token, name), { token, name });
    return page;
  }

  it('publishes, receives, and reconnects on both sides', async () => {
    const first = await join('both', 'first');
    const second = await join('both', 'second');
    const stream = await publish(first);
    await untilPlaying(second, stream);
    await second.evaluate((id) => meeting.subscribers[id]?.stream.reconnect(), stream);
    await untilPlaying(second, stream);
    await first.evaluate(() => meeting.publisher.stream.reconnect());
    await untilPlaying(second, stream);
  }, 120_000);

  it('receives over a new peer connection when the server says so', async () => {
    const first = await join('forced', 'first');
    const second = await join('forced', 'second');
    const stream = await publish(first);
    await untilPlaying(second, stream);
    const [publisher, receiver] = signalling.session('forced').participants;
    const currentSubscriber = (): unknown => receiver?.subscriptions.get(publisher?.id ?? '')?.subscriber;
    const before = currentSubscriber();
    expect(before).toBeDefined();
    media.failAll();
    await until('a new subscriber', () => Promise.resolve(currentSubscriber() !== before));
    await untilPlaying(second, stream);
  }, 120_000);
});

describe('openvidu-browser over a wire that swallows without a sign', () => {
  it('gets every signal once', async () => {
    let port = 0;
    const wire = await TcpProxy.open(() => port);
    const signalling = await TestSignalling.start({ publicUrl: `http://localhost:${wire.port}` });
    port = signalling.port;
    const pages = await MeetingPages.open();
    const { token } = signalling.connection('wire');
    const page = await pages.newPage();
    await page.evaluate((given) => meeting.join(given, 'somebody'), token);
    const signals = (): Promise<string[]> => page.evaluate(() => meeting.signals.map(({ data }) => data));
    const session = signalling.session('wire');
    session.signal({ type: 'signal:test', data: 'before' }, []);
    await until('the first signal', async () => (await signals()).length > 0);
    wire.swallow();
    session.signal({ type: 'signal:test', data: 'lost 1' }, []);
    session.signal({ type: 'signal:test', data: 'lost 2' }, []);
    await until('the last signal', async () => (await signals()).includes('lost 2'));
    session.signal({ type: 'signal:test', data: 'after' }, []);
    await until('a signal over the new wire', async () => (await signals()).includes('after'));
    expect(await signals()).toEqual(['before', 'lost 1', 'lost 2', 'after']);
    expect(await page.evaluate(() => meeting.events)).toEqual(expect.arrayContaining(['reconnecting', 'reconnected']));
    await pages.close();
    await signalling.close();
    await wire.close();
  }, 120_000);
});
