import { OpenViduRole } from 'openvidu-node-client';
import { describeBothDirections } from './support/deployment-choice';
import { Meetings } from './support/meetings';
import type { PageMeeting } from './support/page-meeting';

jest.setTimeout(90_000);

declare const meeting: PageMeeting;

describeBothDirections('a call of two with a guest who only watches', (mediaServer) => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: `two-way-call-${mediaServer}`, mediaServer });
  });

  afterAll(() => meetings.close());

  it('lets all see and hear whoever publishes, and refuses the guest who wants to publish', async () => {
    const sessionId = meetings.deployment.newSessionId('call');
    const first = await meetings.join(sessionId, 'first');
    const second = await meetings.join(sessionId, 'second');
    const streams = { first: await first.publish(), second: await second.publish() };
    const guest = await meetings.join(sessionId, 'guest', { role: OpenViduRole.SUBSCRIBER });
    await Promise.all([
      first.untilPlaying(streams.second),
      second.untilPlaying(streams.first),
      guest.untilPlaying(streams.first),
      guest.untilPlaying(streams.second),
    ]);
    expect(await guest.failToPublish()).toMatchObject({ name: 'OPENVIDU_PERMISSION_DENIED' });

    const spoken = await first.page.evaluate(
      () => (meeting.openvidu as unknown as { mediaServer: string }).mediaServer,
    );
    expect(spoken).toBe(mediaServer);

    const session = await meetings.client.createSession({ customSessionId: sessionId });
    await session.fetch();
    const shown = session.activeConnections.map(({ connectionId, role, publishers, subscribers }) => ({
      connectionId,
      role,
      publishers: publishers.map(({ streamId }) => streamId),
      subscribers: [...subscribers].sort(),
    }));
    expect(shown).toEqual(
      expect.arrayContaining([
        {
          connectionId: first.connectionId,
          role: 'PUBLISHER',
          publishers: [streams.first],
          subscribers: [streams.second],
        },
        {
          connectionId: second.connectionId,
          role: 'PUBLISHER',
          publishers: [streams.second],
          subscribers: [streams.first],
        },
        {
          connectionId: guest.connectionId,
          role: 'SUBSCRIBER',
          publishers: [],
          subscribers: [streams.first, streams.second].sort(),
        },
      ]),
    );
    expect(shown).toHaveLength(3);
  });
});
