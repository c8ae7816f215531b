import { Meetings } from './support/meetings';

jest.setTimeout(60_000);

describe('tokens', () => {
  let meetings: Meetings;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'tokens' });
  });

  afterEach(() => meetings.closePages());

  afterAll(() => meetings.close());

  it('lets nobody in twice with one token', async () => {
    const sessionId = meetings.deployment.newSessionId('reuse');
    const token = await meetings.newToken(sessionId);
    const first = await meetings.newParticipant();
    const connectionId = await first.join(token, 'first');
    const second = await meetings.newParticipant();
    expect(await second.failToJoin(token)).toMatchObject({ code: 401, message: expect.stringContaining('not valid') });
    expect(await meetings.deployment.presentIn(sessionId)).toEqual([connectionId]);
  });

  it('makes the token of a deleted connection worthless', async () => {
    const sessionId = meetings.deployment.newSessionId('deleted');
    const session = await meetings.client.createSession({ customSessionId: sessionId });
    const connection = await session.createConnection();
    await session.forceDisconnect(connection);
    const visitor = await meetings.newParticipant();
    expect(await visitor.failToJoin(connection.token)).toMatchObject({ code: 401 });
  });

  it('leads nowhere into a session that does not exist', async () => {
    const sessionId = meetings.deployment.newSessionId('known');
    const token = await meetings.newToken(sessionId);
    const visitor = await meetings.newParticipant();
    const failure = await visitor.failToJoin(token.replace(sessionId, 'unknown'));
    expect(failure).toMatchObject({ code: 202, message: expect.stringContaining('cannot be found') });
  });
});
