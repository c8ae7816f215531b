import { eventuallyTrue } from '../support/eventually';
import { itWhereEmbedded } from './support/deployment-choice';
import { Meetings } from './support/meetings';

jest.setTimeout(90_000);

/** Short, but longer than somebody takes to join, s. */
const GARBAGE_COLLECTION = { interval: 1, threshold: 6 };

describe('the life of a session', () => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'session-lifecycle', garbageCollection: GARBAGE_COLLECTION });
  });

  afterEach(() => meetings.closePages());

  afterAll(() => meetings.close());

  it('ends with the last participant, together with the tokens that nobody used', async () => {
    const { deployment } = meetings;
    const sessionId = deployment.newSessionId('leaving');
    const unused = await meetings.newToken(sessionId);
    const first = await meetings.join(sessionId, 'first');
    const second = await meetings.join(sessionId, 'second');
    await first.disconnect();
    await first.untilEvent('sessionDisconnected:disconnect');
    await second.untilEvent('connectionDestroyed:disconnect');
    expect(await deployment.presentIn(sessionId)).toEqual([second.connectionId]);
    await second.disconnect();
    await eventuallyTrue('The session is gone', async () => (await deployment.statusOf(sessionId)) === 404);
    const late = await meetings.newParticipant();
    expect(await late.failToJoin(unused)).toMatchObject({ code: 202 });

    const again = await meetings.join(sessionId, 'somebody');
    expect(await deployment.presentIn(sessionId)).toEqual([again.connectionId]);
  });

  itWhereEmbedded(
    'the time after which it is collected, an hour unless configured otherwise, cannot be set from here',
    'is collected when nobody ever joins, and only then',
    async () => {
      const { deployment } = meetings;
      const used = deployment.newSessionId('used');
      await meetings.join(used, 'somebody');
      const unused = deployment.newSessionId('unused');
      await meetings.newToken(unused);
      expect(await deployment.statusOf(unused)).toBe(200);
      await eventuallyTrue('The session is collected', async () => (await deployment.statusOf(unused)) === 404);
      expect(await deployment.statusOf(used)).toBe(200);
    },
  );
});
