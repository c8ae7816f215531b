import type { ExceptionEvent, OpenVidu, Publisher, PublisherProperties, Session, Subscriber } from 'openvidu-browser';

/** What a page receives of a stream. */
export interface Reception {
  /** A number that no other peer connection of the page has. */
  readonly peerConnection: number;
  /** Of the picture, pixels. */
  readonly width: number;
  /** Of the video element, s. */
  readonly currentTime: number;
  readonly framesDecoded: number;
  readonly audioBytes: number;
  readonly packetsLost: number;
}

/** A signal as the page heard of it. */
export interface ReceivedSignal {
  /** The name under which the handler was registered. */
  readonly event: string;
  readonly type: string;
  readonly data: string;
  /** The sender's connection id; nothing for the application's server. */
  readonly from?: string;
}

/** What differs between the publishers of the tests, as openvidu-browser takes it. */
export interface SourceProperties {
  readonly audioSource?: false;
  readonly videoSource?: false;
}

/** How openvidu-browser reports a failure. */
export interface ReportedFailure {
  readonly name?: string;
  readonly code?: number;
  readonly message?: string;
}

/** The object `meeting` of a page under test. */
export interface PageMeeting {
  /** What happened, as `type:detail`, in order. */
  readonly events: string[];
  readonly signals: ReceivedSignal[];
  /** By stream id. */
  readonly subscribers: Record<string, Subscriber>;
  openvidu: OpenVidu;
  session: Session;
  publisher: Publisher;
  /** Joins and returns the connection's id. */
  join(token: string, name: string): Promise<string>;
  /** Publishes the fake camera and microphone and returns the stream's id. */
  publish(properties: SourceProperties): Promise<string>;
  /** Publishes the screen over a second connection, as an application does, and returns the session and the stream's id. */
  shareScreen(token: string): Promise<{ readonly session: Session; readonly streamId: string }>;
  /** Undefined where the stream is not subscribed to. */
  measure(streamId: string): Promise<Reception | undefined>;
  /** What a test may see of an error. */
  describe(error: unknown): ReportedFailure;
}

/** Puts `meeting` into a page before any of its scripts runs; the function is sent there as text. */
export function installPageMeeting(): void {
  const peerConnections = new Map<RTCPeerConnection, number>();
  /** Costs little. */
  const CAMERA: PublisherProperties = { resolution: '320x240', frameRate: 15 };

  function numberOf(peer: RTCPeerConnection): number {
    const number = peerConnections.get(peer) ?? peerConnections.size + 1;
    peerConnections.set(peer, number);
    return number;
  }

  function listen(session: Session): void {
    const remember = (type: string, detail?: string): void => {
      meeting.events.push(detail === undefined ? type : `${type}:${detail}`);
    };
    session.on('streamCreated', ({ stream }) => {
      meeting.subscribers[stream.streamId] = session.subscribe(stream, 'remote');
      remember('streamCreated', `${stream.audioActive}/${stream.videoActive}`);
    });
    session.on('streamDestroyed', ({ stream, reason }) => {
      Reflect.deleteProperty(meeting.subscribers, stream.streamId);
      remember('streamDestroyed', reason);
    });
    session.on('streamPropertyChanged', ({ changedProperty, newValue }) => {
      remember('streamPropertyChanged', `${changedProperty}=${JSON.stringify(newValue)}`);
    });
    session.on('connectionPropertyChanged', ({ changedProperty, newValue }) => {
      remember('connectionPropertyChanged', `${changedProperty}=${JSON.stringify(newValue)}`);
    });
    session.on('connectionCreated', ({ connection }) => remember('connectionCreated', connection.data));
    session.on('connectionDestroyed', ({ reason }) => remember('connectionDestroyed', reason));
    session.on('sessionDisconnected', ({ reason }) => remember('sessionDisconnected', reason));
    session.on('reconnecting', () => remember('reconnecting'));
    session.on('reconnected', () => remember('reconnected'));
    session.on('exception', ({ name }: ExceptionEvent) => remember('exception', name));
    // A type without the prefix is an event that the types of openvidu-browser do not know.
    for (const event of ['signal', 'signal:chat', 'chat'] as `signal:${string}`[]) {
      session.on(event, ({ type, data = '', from }) => {
        meeting.signals.push({ event, type, data, from: from?.connectionId });
      });
    }
  }

  const newOpenvidu = (): OpenVidu => new (window as unknown as { OpenVidu: new () => OpenVidu }).OpenVidu();

  const meeting: PageMeeting = {
    events: [],
    signals: [],
    subscribers: {},
    join: async (token, name) => {
      meeting.openvidu = newOpenvidu();
      meeting.session = meeting.openvidu.initSession();
      listen(meeting.session);
      await meeting.session.connect(token, { clientData: name });
      return meeting.session.connection.connectionId;
    },
    publish: async (properties) => {
      meeting.publisher = await meeting.openvidu.initPublisherAsync('local', { ...CAMERA, ...properties });
      await meeting.session.publish(meeting.publisher);
      return meeting.publisher.stream.streamId;
    },
    shareScreen: async (token) => {
      const openvidu = newOpenvidu();
      const session = openvidu.initSession();
      await session.connect(token, { clientData: 'a screen' });
      const publisher = await openvidu.initPublisherAsync('local', { videoSource: 'screen', publishAudio: false });
      await session.publish(publisher);
      return { session, streamId: publisher.stream.streamId };
    },
    measure: async (streamId) => {
      const subscriber = meeting.subscribers[streamId];
      // Not getRTCPeerConnection(), which throws while the peer connection is still to come.
      const webRtcPeer = subscriber?.stream.getWebRtcPeer() as { readonly pc: RTCPeerConnection } | undefined;
      const peer = webRtcPeer?.pc;
      if (!peer) return undefined;
      const video = subscriber?.videos[0]?.video;
      const inbound: Record<string, RTCInboundRtpStreamStats> = {};
      (await peer.getStats()).forEach((report: RTCInboundRtpStreamStats) => {
        if (report.type === 'inbound-rtp') inbound[report.kind] = report;
      });
      return {
        peerConnection: numberOf(peer),
        width: video?.videoWidth ?? 0,
        currentTime: video?.currentTime ?? 0,
        framesDecoded: inbound.video?.framesDecoded ?? 0,
        audioBytes: inbound.audio?.bytesReceived ?? 0,
        packetsLost: (inbound.audio?.packetsLost ?? 0) + (inbound.video?.packetsLost ?? 0),
      };
    },
    describe: (error) => {
      const { name, code, message } = error as ReportedFailure;
      return { name, code, message };
    },
  } as Omit<PageMeeting, 'openvidu' | 'session' | 'publisher'> as PageMeeting;
  Object.assign(window, { meeting });
}
