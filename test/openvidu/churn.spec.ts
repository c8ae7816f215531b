import { eventuallyTrue } from '../support/eventually';
import { Meetings, type JoinedParticipant } from './support/meetings';
import type { PageMeeting } from './support/page-meeting';

jest.setTimeout(120_000);

declare const meeting: PageMeeting;

describe('coming and going without a word', () => {
  let meetings: Meetings;
  let sessionId: string;
  let host: JoinedParticipant;
  let hostStream: string;

  beforeAll(async () => {
    meetings = await Meetings.open({ name: 'churn' });
    sessionId = meetings.deployment.newSessionId('churn');
    host = await meetings.join(sessionId, 'host');
    hostStream = await host.publish();
  });

  afterAll(() => meetings.close());

  /** Somebody who is in and sees the host. */
  async function joinAndWatch(name: string): Promise<JoinedParticipant> {
    const participant = await meetings.join(sessionId, name);
    await participant.untilPlaying(hostStream);
    return participant;
  }

  /** Somebody who is in, sees the host and is seen by them. */
  async function joinFully(name: string): Promise<JoinedParticipant> {
    const participant = await joinAndWatch(name);
    await host.untilPlaying(await participant.publish());
    return participant;
  }

  /** Begins what will never end, because the network goes in between. */
  function begin(deed: Promise<unknown>): void {
    deed.catch(() => undefined);
  }

  /** Somebody whose network goes right behind the request to join, so that only the others see them in. */
  async function vanishWhileJoining(): Promise<void> {
    const participant = await meetings.newParticipant();
    await participant.cutOffBehind('joinRoom');
    begin(participant.join(await meetings.newToken(sessionId), 'vanishing'));
    await host.untilEvent('connectionCreated:{"clientData":"vanishing"}');
  }

  /** The same, right behind the request to receive the host. */
  async function vanishWhileSubscribing(): Promise<void> {
    const participant = await meetings.newParticipant();
    await participant.cutOffBehind('receiveVideoFrom');
    await participant.join(await meetings.newToken(sessionId), 'watching');
  }

  const untilPresent = (...participants: readonly JoinedParticipant[]): Promise<void> =>
    eventuallyTrue(`Only ${participants.length} present`, async () => {
      const expected = participants.map(({ connectionId }) => connectionId).sort();
      return (await meetings.deployment.presentIn(sessionId))?.join() === expected.join();
    });

  /** Whom the host sees, and whose streams. */
  const seenByHost = (): Promise<string[]> =>
    host.page.evaluate(() => [...meeting.session.remoteConnections.keys(), ...Object.keys(meeting.subscribers)]);

  async function untilHostIsAlone(): Promise<void> {
    await untilPresent(host);
    await eventuallyTrue('The host sees nobody', async () => (await seenByHost()).length === 0);
  }

  it('leaves nobody behind when the page is closed, or the network goes while joining, publishing, reconnecting', async () => {
    const [closing, publishing, returning] = await Promise.all([
      joinFully('closing'),
      joinAndWatch('publishing'),
      joinFully('returning'),
    ]);
    await untilPresent(host, closing, publishing, returning);
    await publishing.cutOffBehind('publishVideo');
    begin(publishing.publish());
    await returning.cutOffBehind('connect');
    await returning.network('cut');
    await Promise.all([vanishWhileJoining(), closing.close()]);
    await untilHostIsAlone();
  });

  it('leaves nobody behind when the page crashes, or the network goes while subscribing, republishing', async () => {
    const [crashing, republishing] = await Promise.all([joinFully('crashing'), joinFully('republishing')]);
    await untilPresent(host, crashing, republishing);
    await republishing.cutOffBehind('reconnectStream');
    begin(republishing.page.evaluate(() => meeting.publisher.stream.reconnect()));
    await Promise.all([vanishWhileSubscribing(), crashing.crash()]);
    await untilHostIsAlone();
  });

  it('keeps whoever comes back, and their media', async () => {
    const loyal = await joinFully('loyal');
    await meetings.cutSockets();
    await Promise.all([host.untilEvent('reconnected'), loyal.untilEvent('reconnected')]);
    const leaving = await joinFully('leaving');
    await untilPresent(host, loyal, leaving);
    await leaving.disconnect();
    await untilPresent(host, loyal);
    await loyal.untilPlaying(hostStream);
  });

  it('ends the session with the last of them, and leaves no fault in the log', async () => {
    await meetings.closePages();
    await eventuallyTrue('The session is gone', async () => {
      return (await meetings.deployment.presentIn(sessionId)) === undefined;
    });
    expect(await meetings.deployment.statusOf(sessionId)).toBe(404);
    expect(meetings.deployment.faults).toEqual([]);
  });
});
