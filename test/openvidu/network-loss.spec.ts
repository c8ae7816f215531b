import { eventuallyTrue } from '../support/eventually';
import { itWhereEmbedded } from './support/deployment-choice';
import { Meetings } from './support/meetings';

jest.setTimeout(90_000);

/** OpenVidu waits 15 s for a ping and then 10 s for the participant, the browser up to 3 s between two attempts. */
const SILENCE_DEADLINE = 45_000;

describe('the loss of the network', () => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'network-loss' });
  });

  afterEach(() => meetings.closePages());

  afterAll(() => meetings.close());

  it('leaves media alone when only the sockets are lost, and signals arrive again', async () => {
    const sessionId = meetings.deployment.newSessionId('cut');
    const first = await meetings.join(sessionId, 'first');
    const second = await meetings.join(sessionId, 'second');
    const stream = await first.publish();
    const before = await second.untilPlaying(stream);
    await meetings.cutSockets();
    await Promise.all([first, second].map((participant) => participant.untilEvent('reconnecting')));
    await Promise.all([first, second].map((participant) => participant.untilEvent('reconnected')));
    const after = await second.untilFurther(stream, before);
    expect(after.peerConnection).toBe(before.peerConnection);
    await first.signal('chat', 'still here?');
    await second.untilSignal('still here?');
    expect(await meetings.deployment.presentIn(sessionId)).toEqual([first.connectionId, second.connectionId].sort());
    for (const participant of [first, second]) {
      expect(await participant.events()).not.toContain('connectionDestroyed:networkDisconnect');
    }
  });

  itWhereEmbedded(
    'the original loses what is sent to somebody who is away',
    'delivers what was sent while somebody was away for a moment',
    async () => {
      const sessionId = meetings.deployment.newSessionId('away');
      const first = await meetings.join(sessionId, 'first');
      const second = await meetings.join(sessionId, 'second');
      await second.network('cutOff');
      await second.untilEvent('reconnecting');
      await first.signal('chat', 'did you miss this?');
      const stream = await first.publish();
      await second.network('restore');
      await second.untilEvent('reconnected');
      await second.untilSignal('did you miss this?');
      await second.untilPlaying(stream);
    },
  );

  it('takes out whoever is silent for too long, and tells them when they come back', async () => {
    const sessionId = meetings.deployment.newSessionId('silence');
    const lost = await meetings.join(sessionId, 'lost');
    const other = await meetings.join(sessionId, 'other');
    const stream = await lost.publish();
    await other.untilPlaying(stream);
    await lost.network('unplug');
    await lost.untilEvent('reconnecting');
    await other.untilEvent('connectionDestroyed:networkDisconnect', SILENCE_DEADLINE);
    await other.untilEvent('streamDestroyed:networkDisconnect');
    await eventuallyTrue('The other is alone', async () => {
      return (await meetings.deployment.presentIn(sessionId))?.join() === other.connectionId;
    });
    await lost.network('restore');
    await lost.untilEvent('sessionDisconnected:networkDisconnect');
  });
});
