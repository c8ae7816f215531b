import type { Browser, Page } from 'playwright-core';
import { OfficialBundlePage } from './official-bundle';

/** What OpenVidu's own tutorial page does, with the official bundle and nothing of ours. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>tutorial</title><div id="videos"></div>
<script src="openvidu-browser.js"></script><script>
  var OV, session;
  async function requestToken(server, sessionId) {
    var headers = { 'Content-Type': 'application/json' };
    var created = await fetch(server + 'api/sessions', { method: 'POST', headers, body: JSON.stringify({ customSessionId: sessionId }) });
    var id = await created.text();
    var connection = await fetch(server + 'api/sessions/' + id + '/connections', { method: 'POST', headers, body: '{}' });
    return connection.text();
  }
  async function join(token, name) {
    OV = new OpenVidu();
    session = OV.initSession();
    session.on('streamCreated', (event) => session.subscribe(event.stream, 'videos'));
    await session.connect(token, name ? { clientData: name } : undefined);
  }
  async function publish() {
    await session.publish(OV.initPublisher('videos', { resolution: '320x240', frameRate: 15, insertMode: 'APPEND' }));
  }
  function remoteFrames() {
    return session.streamManagers.filter((one) => one.remote)
      .map((one) => one.videos[0] ? one.videos[0].video.getVideoPlaybackQuality().totalVideoFrames : 0);
  }
</script>`;

/** A page that speaks to OpenVidu with the official bundle alone. */
export interface PlainPage {
  /** Gets a token as OpenVidu's tutorials do. */
  requestToken(apiUrl: string, sessionId: string): Promise<string>;
  connect(to: { readonly token: string }, name?: string): Promise<void>;
  publish(): Promise<void>;
  /** Sends a signal to everybody; OpenVidu adds the prefix to the type. */
  signal(type: string, data: string): Promise<void>;
  /** Frames shown so far, per subscribed stream. */
  remoteFrames(): Promise<number[]>;
  close(): Promise<void>;
}

interface TutorialWindow {
  readonly session: { signal(signal: { type: string; data: string }): Promise<void> };
  requestToken(server: string, sessionId: string): Promise<string>;
  join(token: string, name?: string): Promise<void>;
  publish(): Promise<void>;
  remoteFrames(): number[];
}

/** Opens a {@link PlainPage}. */
export async function openPlainPage(browser: Browser): Promise<PlainPage> {
  const server = await OfficialBundlePage.serve(PAGE);
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  const page: Page = await context.newPage();
  await page.goto(server.url);
  const within = <A, R>(run: (tutorial: TutorialWindow, argument: A) => R | Promise<R>, argument: A): Promise<R> =>
    page.evaluate(`(${run.toString()})(window, ${JSON.stringify(argument)})`);
  return {
    requestToken: (apiUrl, sessionId) =>
      within((tutorial, given: string[]) => tutorial.requestToken(given[0]!, given[1]!), [`${apiUrl}/`, sessionId]),
    connect: ({ token }, name) => within((tutorial, given) => tutorial.join(given.token, given.name), { token, name }),
    publish: () => within((tutorial) => tutorial.publish(), 0),
    signal: (type, data) => within((tutorial, given) => tutorial.session.signal(given), { type, data }),
    remoteFrames: () => within((tutorial) => tutorial.remoteFrames(), 0),
    close: async () => {
      await context.close();
      await server.close();
    },
  };
}
