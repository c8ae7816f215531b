import { describeBothDirections } from './support/deployment-choice';
import { Meetings } from './support/meetings';
import type { PageMeeting } from './support/page-meeting';

jest.setTimeout(90_000);

declare const meeting: PageMeeting;

describeBothDirections('stream.reconnect()', (mediaServer) => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: `media-reconnection-${mediaServer}`, mediaServer });
  });

  afterAll(() => meetings.close());

  it('of publisher and subscriber lets media go on for everybody', async () => {
    const sessionId = meetings.deployment.newSessionId('reconnect');
    const publisher = await meetings.join(sessionId, 'publisher');
    const second = await meetings.join(sessionId, 'second');
    const third = await meetings.join(sessionId, 'third');
    const stream = await publisher.publish();
    let [ofSecond, ofThird] = await Promise.all([second.untilPlaying(stream), third.untilPlaying(stream)]);

    await publisher.page.evaluate(() => meeting.publisher.stream.reconnect());
    [ofSecond, ofThird] = await Promise.all([
      second.untilFurther(stream, ofSecond),
      third.untilFurther(stream, ofThird),
    ]);

    await second.page.evaluate((id) => meeting.subscribers[id]!.stream.reconnect(), stream);
    const [afterwards, ofUntouched] = await Promise.all([
      second.untilPlaying(stream),
      third.untilFurther(stream, ofThird),
    ]);
    expect(afterwards.peerConnection).not.toBe(ofSecond.peerConnection);
    expect(ofUntouched.peerConnection).toBe(ofThird.peerConnection);

    expect(await publisher.page.evaluate(() => meeting.publisher.stream.streamId)).toBe(stream);
    for (const viewer of [second, third]) {
      const streamEvents = (await viewer.events()).filter((event) => event.startsWith('stream'));
      expect(streamEvents).toEqual(['streamCreated:true/true']);
    }
  });
});
