import { TestSignalling, type Guest } from '../testing/signalling';
import { publish, subscribe } from '../testing/streams';
import type { Participant, Subscription } from './participant';
import type { Session } from './session';
import type { Signal } from './signal';
import type { SessionObserver } from './session-observer';
import type { Stream } from './stream';

/** Writes down what it hears, with connection ids. */
class Diary implements SessionObserver {
  readonly lines: string[] = [];

  sessionCreated({ id }: Session): void {
    this.lines.push(`created ${id}`);
  }

  sessionDestroyed({ id }: Session, reason: string): void {
    this.lines.push(`destroyed ${id} ${reason}`);
  }

  participantJoined(_: Session, { id }: Participant): void {
    this.lines.push(`joined ${id}`);
  }

  participantLeft(_: Session, { id }: Participant, reason: string): void {
    this.lines.push(`left ${id} ${reason}`);
  }

  streamPublished(_: Session, { id }: Participant, stream: Stream): void {
    this.lines.push(`published ${id} ${stream.id}`);
  }

  streamUnpublished(_: Session, { id }: Participant, stream: Stream, reason: string): void {
    this.lines.push(`unpublished ${id} ${stream.id} ${reason}`);
  }

  streamSubscribed(_: Session, { id }: Participant, { stream }: Subscription): void {
    this.lines.push(`subscribed ${id} ${stream.id}`);
  }

  streamUnsubscribed(_: Session, { id }: Participant, { stream }: Subscription, reason: string): void {
    this.lines.push(`unsubscribed ${id} ${stream.id} ${reason}`);
  }

  signalSent(_: Session, { data, from }: Signal, to: readonly string[]): void {
    this.lines.push(`signal ${data ?? ''} of ${from ?? 'the server'} to ${to.join()}`);
  }

  /** What was written since the last time. */
  read(): string[] {
    return this.lines.splice(0);
  }
}

describe('a SessionObserver', () => {
  const diary = new Diary();
  let signalling: TestSignalling;
  const peers: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    const broken = new Proxy(diary, {
      get: () => () => {
        throw new Error('an observer that is broken');
      },
    });
    signalling = await TestSignalling.start({ observers: [broken, diary] });
  });

  afterEach(() => Promise.all(peers.splice(0).map((peer) => peer.close())));

  afterAll(() => signalling.close());

  /** Two who publish, of whom the second receives the first. */
  async function meet(): Promise<{ first: Guest; second: Guest; streams: readonly [string, string] }> {
    const first = await signalling.enter('room');
    const second = await signalling.enter('room');
    const streams = [await publish(first), await publish(second)] as const;
    const { peer } = await subscribe(second, streams[0].id);
    peers.push(peer, ...streams.map((stream) => stream.peer));
    return { first, second, streams: [streams[0].id, streams[1].id] };
  }

  it('hears of everything in order, and not of reconnections, whatever other observers throw', async () => {
    const { first, second, streams } = await meet();
    expect(diary.read()).toEqual([
      'created room',
      `joined ${first.id}`,
      `joined ${second.id}`,
      `published ${first.id} ${streams[0]}`,
      `published ${second.id} ${streams[1]}`,
      `subscribed ${second.id} ${streams[0]}`,
    ]);
    peers.push((await subscribe(second, streams[0])).peer);
    const message = JSON.stringify({ to: [], data: 'hello' });
    await first.client.request('sendMessage', { message });
    signalling.session('room').signal({ data: 'attention' }, [second.id]);
    await second.client.request('unsubscribeFromVideo', { sender: first.id });
    await second.client.request('unsubscribeFromVideo', { sender: first.id });
    peers.push((await subscribe(second, streams[0])).peer);
    await first.client.request('unpublishVideo');
    expect(diary.read()).toEqual([
      `signal hello of ${first.id} to ${first.id},${second.id}`,
      `signal attention of the server to ${second.id}`,
      `unsubscribed ${second.id} ${streams[0]} unsubscribe`,
      `subscribed ${second.id} ${streams[0]}`,
      `unsubscribed ${second.id} ${streams[0]} unpublish`,
      `unpublished ${first.id} ${streams[0]} unpublish`,
    ]);
    await Promise.all([first.client.request('leaveRoom'), second.client.request('leaveRoom')]);
    expect(diary.read().at(-1)).toBe('destroyed room lastParticipantLeft');
  });

  it('hears of the end of what was published and received first, then of the participant, then of the session', async () => {
    const { first, second, streams } = await meet();
    diary.read();
    await first.client.request('leaveRoom');
    expect(diary.read()).toEqual([
      `unsubscribed ${second.id} ${streams[0]} disconnect`,
      `unpublished ${first.id} ${streams[0]} disconnect`,
      `left ${first.id} disconnect`,
    ]);
    await signalling.session('room').close('sessionClosedByServer');
    expect(diary.read()).toEqual([
      `unpublished ${second.id} ${streams[1]} sessionClosedByServer`,
      `left ${second.id} sessionClosedByServer`,
      'destroyed room sessionClosedByServer',
    ]);
  });

  it('hears of what a participant received when it is taken out', async () => {
    const { second, streams } = await meet();
    diary.read();
    const session = signalling.session('room');
    await session.evict(session.participant(second.id), 'forceDisconnectByServer');
    expect(diary.read()).toEqual([
      `unpublished ${second.id} ${streams[1]} forceDisconnectByServer`,
      `unsubscribed ${second.id} ${streams[0]} forceDisconnectByServer`,
      `left ${second.id} forceDisconnectByServer`,
    ]);
    await session.close('sessionClosedByServer');
  });

  it('hears of the end of a session that nobody joined only where somebody closed it', async () => {
    diary.read();
    signalling.session('closed');
    await signalling.session('closed').close('sessionClosedByServer');
    signalling.session('collected');
    signalling.sessions.collectGarbage(Date.now() + 24 * 3_600_000);
    expect(signalling.sessions.find('collected')).toBeUndefined();
    expect(diary.read()).toEqual(['created closed', 'destroyed closed sessionClosedByServer', 'created collected']);
  });
});
