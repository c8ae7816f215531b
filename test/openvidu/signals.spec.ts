import { Meetings, type JoinedParticipant } from './support/meetings';
import type { Participant } from './support/participant';

jest.setTimeout(60_000);

describe('signals', () => {
  let meetings: Meetings;
  let sessionId: string;
  let first: JoinedParticipant;
  let second: JoinedParticipant;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'signals' });
    sessionId = meetings.deployment.newSessionId('signals');
    first = await meetings.join(sessionId, 'first');
    second = await meetings.join(sessionId, 'second');
  });

  afterAll(() => meetings.close());

  const send = async (signal: object): Promise<number> => {
    const response = await meetings.deployment.call('POST', '/signal', { session: sessionId, ...signal });
    if (response.ok) expect(await response.text()).toBe('');
    return response.status;
  };

  const heard = async (participant: Participant, data: string): Promise<(string | undefined)[][]> =>
    (await participant.signals())
      .filter((signal) => signal.data === data)
      .map(({ event, type, from }) => (from === undefined ? [event, type] : [event, type, from]));

  it('go from the application to everybody', async () => {
    expect(await send({ type: 'signal:chat', data: 'to all' })).toBe(200);
    for (const participant of [first, second]) {
      await participant.untilSignal('to all');
      expect((await heard(participant, 'to all')).sort()).toEqual([
        ['signal', 'signal:chat'],
        ['signal:chat', 'signal:chat'],
      ]);
    }
  });

  it('go from the application to one', async () => {
    expect(await send({ type: 'signal:chat', data: 'to one', to: [second.connectionId] })).toBe(200);
    await second.untilSignal('to one');
    expect(await send({ data: 'afterwards' })).toBe(200);
    await first.untilSignal('afterwards');
    expect(await heard(first, 'to one')).toEqual([]);
  });

  it('keep the type that the application gave, prefix or not', async () => {
    expect(await send({ type: 'chat', data: 'without prefix' })).toBe(200);
    await first.untilSignal('without prefix');
    expect((await heard(first, 'without prefix')).sort()).toEqual([
      ['chat', 'signal:chat'],
      ['signal', 'signal:chat'],
    ]);
    expect(await send({ data: 'without type' })).toBe(200);
    await first.untilSignal('without type');
    expect((await heard(first, 'without type')).map(([event]) => event)).toEqual(['signal']);
  });

  it('reach nobody where one receiver is unknown', async () => {
    const to = [first.connectionId, 'con_Unknown'];
    expect(await send({ type: 'signal:chat', data: 'to an unknown one', to })).toBe(406);
    expect(await send({ data: 'after the unknown one' })).toBe(200);
    await first.untilSignal('after the unknown one');
    expect(await heard(first, 'to an unknown one')).toEqual([]);
  });

  it('need a session with somebody in it, and the right types', async () => {
    expect(await send({ session: 'unknown' })).toBe(404);
    const empty = meetings.deployment.newSessionId('empty');
    await meetings.client.createSession({ customSessionId: empty });
    expect(await send({ session: empty })).toBe(406);
    expect(await send({ session: undefined })).toBe(400);
    expect(await send({ to: first.connectionId })).toBe(400);
    expect(await send({ data: 7 })).toBe(400);
    expect(await send({ type: {} })).toBe(400);
  });

  it('go from a participant to everybody, the sender included, or to one', async () => {
    await first.signal('chat', 'from first');
    for (const participant of [first, second]) {
      await participant.untilSignal('from first');
      expect((await heard(participant, 'from first')).sort()).toEqual([
        ['signal', 'signal:chat', first.connectionId],
        ['signal:chat', 'signal:chat', first.connectionId],
      ]);
    }
    await first.signal('chat', 'whispered', [second.connectionId]);
    await second.untilSignal('whispered');
    await second.signal('chat', 'heard it');
    await first.untilSignal('heard it');
    expect(await heard(first, 'whispered')).toEqual([]);
  });
});
