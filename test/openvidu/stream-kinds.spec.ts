import { Meetings } from './support/meetings';
import type { PageMeeting } from './support/page-meeting';

jest.setTimeout(90_000);

declare const meeting: PageMeeting;

describe('the kinds of streams', () => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'stream-kinds' });
  });

  afterEach(() => meetings.closePages());

  afterAll(() => meetings.close());

  it('carries sound alone and picture alone', async () => {
    const sessionId = meetings.deployment.newSessionId('kinds');
    const speaker = await meetings.join(sessionId, 'speaker');
    const shower = await meetings.join(sessionId, 'shower');
    const sound = await speaker.publish({ videoSource: false });
    const picture = await shower.publish({ audioSource: false });
    expect(sound).toMatch(new RegExp(`^str_MIC_[A-Z][0-9A-Za-z]{3}_${speaker.connectionId}$`));
    expect(picture).toMatch(new RegExp(`^str_CAM_[A-Z][0-9A-Za-z]{3}_${shower.connectionId}$`));
    const heard = await shower.untilPlaying(sound, ['audio']);
    const seen = await speaker.untilPlaying(picture, ['video']);
    expect([heard.framesDecoded, seen.audioBytes]).toEqual([0, 0]);
  });

  it('shows who joins late, and the application, what is muted', async () => {
    const sessionId = meetings.deployment.newSessionId('mute');
    const early = await meetings.join(sessionId, 'early');
    await early.publish();
    await early.page.evaluate(async () => {
      meeting.publisher.publishAudio(false);
      await meeting.publisher.publishVideo(false);
    });
    const late = await meetings.join(sessionId, 'late');
    await late.untilEvent('streamCreated:false/false');
    const session = await meetings.client.createSession({ customSessionId: sessionId });
    await session.fetch();
    const publishers = session.activeConnections.flatMap(({ publishers }) => publishers);
    expect(publishers).toEqual([expect.objectContaining({ audioActive: false, videoActive: false, hasVideo: true })]);
    await early.page.evaluate(() => meeting.publisher.publishVideo(true));
    await late.untilEvent('streamPropertyChanged:videoActive=true');
  });

  it('carries a screen beside the camera over a second connection of the same page', async () => {
    const sessionId = meetings.deployment.newSessionId('screen');
    const presenter = await meetings.join(sessionId, 'presenter');
    const viewer = await meetings.join(sessionId, 'viewer');
    const camera = await presenter.publish();
    const token = await meetings.newToken(sessionId);
    const share = await presenter.page.evaluateHandle((token) => meeting.shareScreen(token), token);
    const screen = await share.evaluate(({ streamId }) => streamId);
    expect(screen).toMatch(/^str_SCR_/);
    const before = await viewer.untilPlaying(camera);
    await viewer.untilPlaying(screen, ['video']);
    const type = await viewer.page.evaluate((id) => meeting.subscribers[id]?.stream.typeOfVideo, screen);
    expect(type).toBe('SCREEN');
    await share.evaluate(({ session }) => session.disconnect());
    await viewer.untilEvent('streamDestroyed:disconnect');
    await viewer.untilFurther(camera, before);
  });

  it('ends a stream when its publisher wants it, and begins another', async () => {
    const sessionId = meetings.deployment.newSessionId('again');
    const publisher = await meetings.join(sessionId, 'publisher');
    const viewer = await meetings.join(sessionId, 'viewer');
    const first = await publisher.publish();
    await viewer.untilPlaying(first);
    await publisher.unpublish();
    await viewer.untilEvent('streamDestroyed:unpublish');
    const second = await publisher.publish();
    expect(second).not.toBe(first);
    await viewer.untilPlaying(second);
    expect(await viewer.measure(first)).toBeUndefined();
  });
});
