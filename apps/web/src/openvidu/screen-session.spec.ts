import type { PublisherProperties } from 'openvidu-browser';
import type { SessionLoss } from './meal-session';
import type { OpenViduLibrary } from './open-vidu-library';
import { ScreenSession } from './screen-session';

/** A track of the browser; clones live on when it ends. */
class TrackEnd {
  readyState = 'live';
  contentHint = '';
  readonly clones: TrackEnd[] = [];

  clone(): TrackEnd {
    const clone = new TrackEnd();
    this.clones.push(clone);
    return clone;
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

/** openvidu-browser's publisher. */
class PublisherEnd {
  readonly stream;
  readonly screenShareResizeInterval = setInterval(() => undefined, 650);

  constructor(publisherProperties: PublisherProperties) {
    this.stream = { typeOfVideo: 'CUSTOM', outboundStreamOpts: { publisherProperties } };
  }
}

/** openvidu-browser's OpenVidu object with its session. */
class OpenViduEnd {
  static latest: OpenViduEnd;
  readonly calls: string[] = [];
  readonly iceServers = undefined;
  readonly configurations: object[] = [];
  readonly published: PublisherEnd[] = [];
  connecting: () => Promise<void> = () => Promise.resolve();
  publishing: () => Promise<void> = () => Promise.resolve();
  #ended: (event: { reason: string }) => void = () => undefined;

  constructor() {
    OpenViduEnd.latest = this;
  }

  enableProdMode(): void {
    // Nothing is logged here.
  }

  setAdvancedConfiguration(configuration: object): void {
    this.configurations.push(configuration);
  }

  initSession(): object {
    return {
      on: (type: string, handler: (event: { reason: string }) => void) => {
        this.calls.push(`on ${type}`);
        this.#ended = handler;
      },
      connect: (token: string) => {
        this.calls.push(`connect ${token}`);
        return this.connecting();
      },
      publish: (publisher: PublisherEnd) => {
        this.published.push(publisher);
        return this.publishing();
      },
      // Called in place of `disconnect()` where no socket is open, as none is here.
      leave: () => this.calls.push('disconnect'),
    };
  }

  initPublisherAsync(_element: undefined, properties: PublisherProperties): Promise<PublisherEnd> {
    return Promise.resolve(new PublisherEnd(properties));
  }

  end(reason: string): void {
    this.#ended({ reason });
  }
}

describe('ScreenSession', () => {
  let session: ScreenSession;
  let end: OpenViduEnd;
  let losses: SessionLoss[];
  let picture: TrackEnd;
  let sound: TrackEnd;

  beforeEach(() => {
    jest.useFakeTimers();
    losses = [];
    [picture, sound] = [new TrackEnd(), new TrackEnd()];
    const library = { OpenVidu: OpenViduEnd } as unknown as OpenViduLibrary;
    session = new ScreenSession(library, (loss) => losses.push(loss));
    end = OpenViduEnd.latest;
  });

  afterEach(() => {
    session.leave();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  async function open(withSound = true): Promise<void> {
    const tracks = { picture, sound: withSound ? sound : undefined };
    await session.open('token', tracks as unknown as Parameters<ScreenSession['open']>[1]);
  }

  it('publishes a screen, without asking strangers for their STUN servers, and listens to no stream', async () => {
    await open();
    const [publisher] = end.published;
    expect(publisher?.stream.typeOfVideo).toBe('SCREEN');
    expect(publisher?.stream.outboundStreamOpts.publisherProperties).toMatchObject({
      videoSource: 'screen',
      audioSource: sound.clones[0],
      publishAudio: true,
    });
    expect(picture.clones[0]?.contentHint).toBe('detail');
    expect(end.configurations.at(-1)).toMatchObject({ rtcConfiguration: { iceServers: [] } });
    expect(end.calls).toEqual(['on sessionDisconnected', 'connect token']);
  });

  it('sends no sound where there is none', async () => {
    await open(false);
    expect(end.published[0]?.stream.outboundStreamOpts.publisherProperties).toMatchObject({
      audioSource: false,
      publishAudio: false,
    });
  });

  it('lets go of its clones when it is left, and leaves the tracks themselves running', async () => {
    await open();
    session.leave();
    session.leave();
    expect([...picture.clones, ...sound.clones].map(({ readyState }) => readyState)).toEqual(['ended', 'ended']);
    expect([picture.readyState, sound.readyState]).toEqual(['live', 'live']);
    expect(end.calls.filter((call) => call === 'disconnect')).toHaveLength(1);
  });

  it.each([
    ['networkDisconnect', 'lost'],
    ['forceDisconnectByServer', 'removed'],
    ['sessionClosedByServer', 'closed'],
  ] as const)('tells %s as %s, once', async (reason, loss) => {
    await open();
    end.end(reason);
    end.end(reason);
    expect(losses).toEqual([loss]);
    expect(picture.clones[0]?.readyState).toBe('ended');
  });

  it('tells nothing after leaving', async () => {
    await open();
    session.leave();
    end.end('networkDisconnect');
    expect(losses).toEqual([]);
  });

  it('leaves and throws openvidu_unavailable where connecting or publishing is refused', async () => {
    end.publishing = () => Promise.reject(new Error('106'));
    await expect(open()).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    end.end('networkDisconnect');
    expect([end.calls.at(-1), picture.clones[0]?.readyState, losses]).toEqual(['disconnect', 'ended', []]);
  });

  it('does not wait for ever for a server that never answers', async () => {
    end.connecting = () => new Promise(() => undefined);
    const refused = expect(open()).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    await jest.runAllTimersAsync();
    await refused;
    expect(end.calls.at(-1)).toBe('disconnect');
  });

  it('publishes nothing when it was left while it connected', async () => {
    let connected = (): void => undefined;
    end.connecting = () => new Promise((resolve) => (connected = resolve));
    const opened = expect(open()).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    session.leave();
    connected();
    await opened;
    expect([end.published, picture.clones]).toEqual([[], []]);
  });
});
