import {
  CHAT_SIGNAL_TYPE,
  MOTION_SIGNAL_TYPE,
  MUTE_REQUEST_SIGNAL_TYPE,
  type MotionSignal,
  REACTION_SIGNAL_TYPE,
} from '@bapsang/shared';
import { MealSession, type MealSessionListener, type SessionLoss } from './meal-session';
import type { OpenViduLibrary } from './open-vidu-library';

type Handler = (event: object) => void;

const OWN = { participantId: 'me', displayName: '나', recognition: 'none', host: false };

/** openvidu-browser's session, as far as a meal's session touches it: the test emits what OpenVidu would. */
class SessionEnd {
  readonly handlers = new Map<string, Handler>();
  readonly connection = { connectionId: 'own', data: JSON.stringify(OWN) };
  connecting: () => Promise<void> = () => Promise.resolve();
  signalling: () => Promise<void> = () => Promise.resolve();
  readonly signals: object[] = [];
  readonly subscribed: object[] = [];
  disconnects = 0;

  on(type: string, handler: Handler): void {
    this.handlers.set(type, handler);
  }

  emit(type: string, event: object = {}): void {
    const handler = this.handlers.get(type);
    if (!handler) throw new Error(`Nobody listens to ${type}.`);
    handler(event);
  }

  connect(): Promise<void> {
    if (this.handlers.size === 0) throw new Error('Handlers must be attached before connect().');
    return this.connecting();
  }

  signal(signal: object): Promise<void> {
    this.signals.push(signal);
    return this.signalling();
  }

  subscribe(stream: object): object {
    this.subscribed.push(stream);
    return { stream, addVideoElement: () => undefined };
  }

  /** Called in place of `disconnect()` where no socket is open, as none is here. */
  leave(): void {
    this.disconnects += 1;
  }
}

/** openvidu-browser's OpenVidu object. */
class OpenViduEnd {
  static latest: OpenViduEnd;
  readonly session = new SessionEnd();
  readonly configurations: object[] = [];
  iceServers: object[] | undefined;

  constructor() {
    OpenViduEnd.latest = this;
  }

  enableProdMode(): void {
    // Nothing is logged here.
  }

  setAdvancedConfiguration(configuration: object): void {
    this.configurations.push(configuration);
  }

  initSession(): SessionEnd {
    return this.session;
  }
}

const motion: MotionSignal = {
  participantId: 'p',
  connectionId: 'c',
  sequence: 1,
  recognition: 'active',
  motion: 'bite',
  confidence: 0.8,
  since: 1,
  capturedAt: 2,
  events: [{ kind: 'bite', beganAt: 1, contactAt: 1, endedAt: 2, confidence: 0.8 }],
  totals: { bites: 1, sips: 0 },
};

describe('MealSession', () => {
  let session: MealSession;
  let end: SessionEnd;
  let motions: MotionSignal[];
  let losses: SessionLoss[];
  let said: unknown[];

  beforeEach(() => {
    motions = [];
    losses = [];
    said = [];
    const listener: MealSessionListener = {
      motion: (seen) => motions.push(seen),
      muteRequested: ({ participantId }) => said.push(['mute', participantId]),
      chat: ({ identity, own }, { text }) => said.push([identity.participantId, identity.displayName, own, text]),
      reaction: ({ identity, own }, { reaction }) => said.push([identity.participantId, own, reaction]),
      reconnecting: () => undefined,
      reconnected: () => undefined,
      disconnected: (loss) => losses.push(loss),
    };
    session = new MealSession({ OpenVidu: OpenViduEnd } as unknown as OpenViduLibrary, listener);
    end = OpenViduEnd.latest.session;
  });

  afterEach(() => session.leave());

  it('passes on a motion that the server sent', () => {
    end.emit(MOTION_SIGNAL_TYPE, { data: JSON.stringify(motion) });
    expect(motions).toMatchObject([motion]);
  });

  it('ignores a motion that a participant sent', () => {
    end.emit(MOTION_SIGNAL_TYPE, { data: JSON.stringify(motion), from: { connectionId: 'forger' } });
    expect(motions).toEqual([]);
  });

  it('passes on a request to mute from the server, and ignores one that a participant sent or that is broken', () => {
    const data = JSON.stringify({ participantId: 'p', requestedAt: 1 });
    end.emit(MUTE_REQUEST_SIGNAL_TYPE, { data, from: { connectionId: 'forger' } });
    for (const broken of ['', '{}', 'rubbish']) end.emit(MUTE_REQUEST_SIGNAL_TYPE, { data: broken });
    expect(said).toEqual([]);
    end.emit(MUTE_REQUEST_SIGNAL_TYPE, { data });
    expect(said).toEqual([['mute', 'p']]);
  });

  it('ignores a motion that breaks the contract', () => {
    for (const data of ['', 'rubbish', '{}', JSON.stringify(motion).replace('"bite"', '"dance"')]) {
      end.emit(MOTION_SIGNAL_TYPE, { data });
    }
    expect(motions).toEqual([]);
  });

  describe('with a message or a reaction', () => {
    const identity = { participantId: 'p', displayName: '민지', recognition: 'server', host: false };
    const from = { connectionId: 'c', data: `{"clientData":"x"}%/%${JSON.stringify(identity)}` };
    const message = JSON.stringify({ id: '1', text: 'hello', participantId: 'forged', displayName: 'Forged' });
    const reaction = JSON.stringify({ reaction: 'cheers', participantId: 'forged' });

    it('tells who sent it by the connection it came from, whatever it says itself', () => {
      end.emit(CHAT_SIGNAL_TYPE, { data: message, from });
      end.emit(REACTION_SIGNAL_TYPE, { data: reaction, from });
      expect(said).toEqual([
        ['p', '민지', false, 'hello'],
        ['p', false, 'cheers'],
      ]);
    });

    it('knows its own', () => {
      end.emit(CHAT_SIGNAL_TYPE, { data: message, from: { ...from, connectionId: 'own' } });
      expect(said).toEqual([['p', '민지', true, 'hello']]);
    });

    it.each([undefined, '', '{"clientData":"Participant1"}'])('takes a sender with the data %j for a guest', (data) => {
      end.emit(CHAT_SIGNAL_TYPE, { data: message, from: { connectionId: 't', data } });
      expect(said).toEqual([['t', '', false, 'hello']]);
    });

    it('takes nothing from the server, which is nobody, and nothing that breaks the contract', () => {
      end.emit(CHAT_SIGNAL_TYPE, { data: message });
      end.emit(REACTION_SIGNAL_TYPE, { data: reaction });
      for (const data of [undefined, '', 'hello', '{}']) {
        end.emit(CHAT_SIGNAL_TYPE, { data, from });
        end.emit(REACTION_SIGNAL_TYPE, { data, from });
      }
      expect(said).toEqual([]);
    });

    it('tells nothing of it after leaving', () => {
      session.leave();
      end.emit(CHAT_SIGNAL_TYPE, { data: message, from });
      expect(said).toEqual([]);
    });
  });

  it('sends a signal to everybody', async () => {
    await session.signal(CHAT_SIGNAL_TYPE, { id: '1', text: 'hello' });
    expect(end.signals).toEqual([{ type: 'signal:chat', data: '{"id":"1","text":"hello"}' }]);
  });

  it('throws openvidu_unavailable where a signal is refused or not answered', async () => {
    end.signalling = () => Promise.reject(new Error('not connected'));
    await expect(session.signal(CHAT_SIGNAL_TYPE, {})).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    jest.useFakeTimers();
    end.signalling = () => new Promise(() => undefined);
    const refused = expect(session.signal(CHAT_SIGNAL_TYPE, {})).rejects.toMatchObject({
      code: 'openvidu_unavailable',
    });
    await jest.runAllTimersAsync();
    await refused;
    jest.useRealTimers();
  });

  it('knows the others by what the api wrote into their connections', () => {
    const identity = { participantId: 'p', displayName: '민지', recognition: 'server', host: false };
    const other = { connectionId: 'c', creationTime: 5, data: `{"clientData":"x"}%/%${JSON.stringify(identity)}` };
    const tutorial = { connectionId: 't', creationTime: 6, data: '{"clientData":"Participant1"}' };
    for (const connection of [end.connection, other, tutorial]) end.emit('connectionCreated', { connection });
    expect(session.remotes.value.map(({ identity }) => identity.displayName)).toEqual(['민지', '']);
    end.emit('connectionDestroyed', { connection: other });
    expect(session.remotes.value.map(({ connectionId }) => connectionId)).toEqual(['t']);
  });

  it('knows who speaks, oneself included, and that nobody muted does', () => {
    const connection = { connectionId: 'c', creationTime: 5, data: '' };
    end.emit('connectionCreated', { connection });
    const other = session.remotes.value[0]!;
    const sound = { hasVideo: false, videoActive: false, hasAudio: true, audioActive: true };
    end.emit('streamPropertyChanged', { stream: { ...sound, connection } });
    end.emit('publisherStartSpeaking', { connection });
    expect([other.speaks.value, session.speaks.value]).toEqual([true, false]);
    end.emit('streamPropertyChanged', { stream: { ...sound, audioActive: false, connection } });
    expect(other.speaks.value).toBe(false);
    end.emit('publisherStartSpeaking', { connection: end.connection });
    expect(session.speaks.value).toBe(true);
    end.emit('publisherStopSpeaking', { connection: end.connection });
    expect(session.speaks.value).toBe(false);
  });

  describe('with a screen', () => {
    const shared = (connectionId: string, screenOf: string, creationTime: number): object => ({
      connectionId,
      creationTime,
      data: `{"clientData":"x"}%/%${JSON.stringify({ screenOf, displayName: 'Mina' })}`,
    });
    const streamOf = (connection: object, videoDimensions?: unknown): object => ({
      connection,
      ...{ hasVideo: true, videoActive: true, hasAudio: false, videoDimensions },
    });

    beforeEach(() => end.emit('connectionCreated', { connection: end.connection }));

    it('seats nobody, and tells the newest last', () => {
      const [one, other] = [shared('s1', 'p', 9), shared('s2', 'q', 7)];
      for (const connection of [one, other]) end.emit('connectionCreated', { connection });
      expect(session.remotes.value).toEqual([]);
      expect(session.screens.value.map(({ screen }) => screen)).toEqual([
        { screenOf: 'q', displayName: 'Mina' },
        { screenOf: 'p', displayName: 'Mina' },
      ]);
      end.emit('connectionDestroyed', { connection: one });
      expect(session.screens.value.map(({ connectionId }) => connectionId)).toEqual(['s2']);
    });

    it('shows its picture and knows its size, whatever else was sent as one', () => {
      const connection = shared('s1', 'p', 9);
      end.emit('connectionCreated', { connection });
      const [screen] = session.screens.value;
      end.emit('streamCreated', { stream: streamOf(connection, { width: 1920, height: 1080 }) });
      expect([screen?.sendsVideo.value, screen?.pictureSize.value]).toEqual([true, { width: 1920, height: 1080 }]);
      for (const rubbish of [{ width: 0, height: 5 }, { width: '5', height: 5 }, { width: 1 }, null, 'rubbish']) {
        end.emit('streamPropertyChanged', { stream: streamOf(connection, rubbish) });
        expect(screen?.pictureSize.value).toBeUndefined();
      }
    });

    it('of this page itself is neither shown nor downloaded', () => {
      const connection = shared('s1', 'me', 9);
      end.emit('connectionCreated', { connection });
      end.emit('streamCreated', { stream: streamOf(connection) });
      expect([session.screens.value, session.remotes.value, end.subscribed]).toEqual([[], [], []]);
    });

    it('hears nothing that its connection says', () => {
      const from = shared('s1', 'p', 9);
      end.emit(CHAT_SIGNAL_TYPE, { data: JSON.stringify({ id: '1', text: 'hello' }), from });
      end.emit(REACTION_SIGNAL_TYPE, { data: JSON.stringify({ reaction: 'cheers' }), from });
      expect(said).toEqual([]);
    });
  });

  it('asks no public STUN server where the deployment names none, and leaves named ones alone', () => {
    end.emit('connectionCreated', { connection: end.connection });
    expect(OpenViduEnd.latest.configurations.at(-1)).toMatchObject({ rtcConfiguration: { iceServers: [] } });
    const before = OpenViduEnd.latest.configurations.length;
    OpenViduEnd.latest.iceServers = [{ urls: 'turn:localhost:3478' }];
    end.emit('connectionCreated', { connection: end.connection });
    expect(OpenViduEnd.latest.configurations).toHaveLength(before);
  });

  it.each([
    ['networkDisconnect', 'lost'],
    ['mediaServerDisconnect', 'lost'],
    ['forceDisconnectByUser', 'removed'],
    ['sessionClosedByServer', 'closed'],
  ] as const)('tells %s as %s, once', (reason, loss) => {
    end.emit('sessionDisconnected', { reason });
    end.emit('sessionDisconnected', { reason });
    expect(losses).toEqual([loss]);
  });

  it('tells nothing after leaving', () => {
    session.leave();
    end.emit('sessionDisconnected', { reason: 'disconnect' });
    end.emit(MOTION_SIGNAL_TYPE, { data: JSON.stringify(motion) });
    expect([losses.length, motions.length, end.disconnects]).toEqual([0, 0, 1]);
  });

  it('leaves and throws openvidu_unavailable where connecting fails', async () => {
    end.connecting = () => Promise.reject(new Error('401'));
    await expect(session.connect('token')).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    expect(end.disconnects).toBe(1);
  });

  it('does not wait for ever for a server that never answers', async () => {
    jest.useFakeTimers();
    end.connecting = () => new Promise(() => undefined);
    const refused = expect(session.connect('token')).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    await jest.runAllTimersAsync();
    await refused;
    expect(end.disconnects).toBe(1);
    jest.useRealTimers();
  });
});
