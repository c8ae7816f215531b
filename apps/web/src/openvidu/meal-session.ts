import {
  ApplicationError,
  CHAT_SIGNAL_TYPE,
  type ChatSignal,
  MOTION_SIGNAL_TYPE,
  MotionSignal,
  MUTE_REQUEST_SIGNAL_TYPE,
  MuteRequestSignal,
  parse,
  readChatSignal,
  readReactionSignal,
  readSignalData,
  REACTION_SIGNAL_TYPE,
  type ReactionSignal,
} from '@bapsang/shared';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Connection, OpenVidu, Session, SignalEvent, Stream } from 'openvidu-browser';
import { withDeadline } from '../time/with-deadline';
import { ADVANCED_CONFIGURATION, avoidForeignStunServers } from './advanced-configuration';
import { SessionSockets } from './leavable-sockets';
import { leaveSession } from './leave-session';
import type { OpenViduLibrary } from './open-vidu-library';
import { OutgoingStream, type OutgoingMedia } from './outgoing-stream';
import { identityOf, RemoteConnection, screenOf } from './remote-connection';
import type { SignalSender } from './signal-sending';

/** How long connecting may take, ms: openvidu-browser waits forever where the server is down or answers oddly. */
export const CONNECT_DEADLINE = 10_000;

/** How long sending a signal may take, ms: openvidu-browser forgets requests that a reconnect interrupts. */
export const SIGNAL_DEADLINE = 8000;

/** How a session ended that nobody here left: `lost` is mended by a rejoin, the others are meant. */
export type SessionLoss = 'lost' | 'removed' | 'closed';

/** Is told what happens in a session. */
export interface MealSessionListener {
  motion(motion: MotionSignal): void;
  /** The host asks this page's participant to mute. */
  muteRequested(request: MuteRequestSignal): void;
  chat(sender: SignalSender, message: ChatSignal): void;
  reaction(sender: SignalSender, reaction: ReactionSignal): void;
  /** The socket dropped; openvidu-browser is bringing it back. */
  reconnecting(): void;
  reconnected(): void;
  disconnected(loss: SessionLoss): void;
}

/** By OpenVidu's reasons for a disconnection; every other reason is a loss. */
export const LOSSES: Readonly<Record<string, SessionLoss>> = {
  forceDisconnectByUser: 'removed',
  forceDisconnectByServer: 'removed',
  sessionClosedByServer: 'closed',
};

/** One connection to one OpenVidu session, from its token to leaving; a rejoin makes a new one. */
export class MealSession {
  readonly #openVidu: OpenVidu;
  readonly #session: Session;
  readonly #outgoing: OutgoingStream;
  readonly #listener: MealSessionListener;
  readonly #connections = signal<readonly RemoteConnection[]>([]);
  readonly #remotes = computed(() => this.#connections.value.filter(({ screen }) => !screen));
  readonly #screens = computed(() =>
    this.#connections.value.filter(({ screen }) => screen).sort((one, other) => one.since - other.since),
  );
  readonly #speaks = signal(false);
  readonly #sockets = new SessionSockets();
  #left = false;

  constructor(library: OpenViduLibrary, listener: MealSessionListener) {
    this.#listener = listener;
    this.#openVidu = new library.OpenVidu();
    this.#openVidu.enableProdMode();
    this.#openVidu.setAdvancedConfiguration(ADVANCED_CONFIGURATION);
    this.#session = this.#openVidu.initSession();
    this.#outgoing = new OutgoingStream(this.#openVidu, this.#session);
    this.#listen();
  }

  /** The others at the table. */
  get remotes(): ReadonlySignal<readonly RemoteConnection[]> {
    return this.#remotes;
  }

  /** Whether this page's participant is heard speaking by what it sends. */
  get speaks(): ReadonlySignal<boolean> {
    return this.#speaks;
  }

  /** The screens that the others share, the newest last. */
  get screens(): ReadonlySignal<readonly RemoteConnection[]> {
    return this.#screens;
  }

  /** Whether the others do not get what is sent; it is tried again by itself. */
  get sendingFails(): ReadonlySignal<boolean> {
    return this.#outgoing.failing;
  }

  /**
   * Connects.
   * @param token single-use
   * @throws ApplicationError `openvidu_unavailable`; the token is spent then
   */
  async connect(token: string): Promise<void> {
    const failure = (cause?: unknown): ApplicationError =>
      new ApplicationError('openvidu_unavailable', 'The video server did not let us in. Try again.', { cause });
    try {
      const connecting = this.#sockets.open(() => this.#session.connect(token));
      await withDeadline(connecting, CONNECT_DEADLINE, failure);
    } catch (error) {
      this.leave();
      throw error instanceof ApplicationError ? error : failure(error);
    }
  }

  /** Sends this from now on. */
  send(media: OutgoingMedia): void {
    this.#outgoing.send(media);
  }

  /**
   * Sends a signal to everybody in the session, this page included.
   * @param type with its prefix, for example `signal:chat`
   * @throws ApplicationError `openvidu_unavailable` where the server did not take it; the others may still have got it
   */
  async signal(type: string, data: object): Promise<void> {
    const failure = (cause?: unknown): ApplicationError =>
      new ApplicationError('openvidu_unavailable', 'The video server did not pass the signal on. Try again.', {
        cause,
      });
    try {
      const sent = this.#session.signal({ type, data: JSON.stringify(data) });
      await withDeadline(sent, SIGNAL_DEADLINE, failure);
    } catch (error) {
      throw error instanceof ApplicationError ? error : failure(error);
    }
  }

  /** Ends everything at once; nothing is told to the listener any more. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#outgoing.close();
    leaveSession(this.#session, this.#sockets);
    this.#connections.value = [];
    this.#speaks.value = false;
  }

  #listen(): void {
    const session = this.#session;
    session.on('connectionCreated', ({ connection }) => this.#arrived(connection));
    session.on('connectionDestroyed', ({ connection }) => this.#departed(connection));
    session.on('streamCreated', ({ stream }) => this.#subscribe(stream));
    session.on('streamDestroyed', ({ stream }) => this.#find(stream.connection)?.silence());
    session.on('streamPropertyChanged', ({ stream }) => this.#find(stream.connection)?.observe(stream));
    session.on('publisherStartSpeaking', ({ connection }) => this.#speaking(connection, true));
    session.on('publisherStopSpeaking', ({ connection }) => this.#speaking(connection, false));
    session.on(MOTION_SIGNAL_TYPE, (event) => this.#motion(event));
    session.on(MUTE_REQUEST_SIGNAL_TYPE, (event) => this.#muteRequest(event));
    session.on(CHAT_SIGNAL_TYPE, (event) =>
      this.#hear(event, readChatSignal, (sender, message) => this.#listener.chat(sender, message)),
    );
    session.on(REACTION_SIGNAL_TYPE, (event) =>
      this.#hear(event, readReactionSignal, (sender, reaction) => this.#listener.reaction(sender, reaction)),
    );
    session.on('reconnecting', () => this.#tell(() => this.#listener.reconnecting()));
    session.on('reconnected', () => this.#tell(() => this.#listener.reconnected()));
    session.on('sessionDisconnected', ({ reason }) =>
      this.#tell(() => {
        this.leave();
        this.#listener.disconnected(LOSSES[reason] ?? 'lost');
      }),
    );
  }

  #tell(news: () => void): void {
    if (!this.#left) news();
  }

  #arrived(connection: Connection): void {
    if (connection.connectionId === this.#session.connection.connectionId) {
      avoidForeignStunServers(this.#openVidu);
      return;
    }
    const remote = new RemoteConnection(connection);
    // The own screen: nobody wants to see it twice, or to download what they send.
    if (remote.screen?.screenOf === identityOf(this.#session.connection).participantId) return;
    this.#connections.value = [...this.#connections.value, remote];
  }

  #departed({ connectionId }: Connection): void {
    this.#connections.value = this.#connections.value.filter((remote) => remote.connectionId !== connectionId);
  }

  #subscribe(stream: Stream): void {
    if (this.#left) return;
    this.#find(stream.connection)?.receive(this.#session.subscribe(stream, undefined));
  }

  #speaking(connection: Connection, speaking: boolean): void {
    const own = connection.connectionId === this.#session.connection.connectionId;
    if (own) this.#speaks.value = speaking && !this.#left;
    else this.#find(connection)?.hear(speaking);
  }

  #find({ connectionId }: Connection): RemoteConnection | undefined {
    return this.#connections.value.find((remote) => remote.connectionId === connectionId);
  }

  /** What carries a `from` was sent by a participant and could be forged. */
  #motion({ from, data }: SignalEvent): void {
    if (from) return;
    const motion = readMotion(data ?? '');
    if (motion) this.#tell(() => this.#listener.motion(motion));
  }

  /** As with motions, only the server's word counts: nobody at the table can ask in the host's name. */
  #muteRequest({ from, data }: SignalEvent): void {
    const request = from ? undefined : readSignalData(MuteRequestSignal, data ?? '');
    if (request) this.#tell(() => this.#listener.muteRequested(request));
  }

  /** What a participant says counts only with the connection it came from: that is who said it. Screens say nothing. */
  #hear<T>(
    { from, data }: SignalEvent,
    read: (data: string) => T | undefined,
    tell: (sender: SignalSender, said: T) => void,
  ): void {
    const said = from && !screenOf(from) && read(data ?? '');
    if (!said) return;
    const own = from.connectionId === this.#session.connection.connectionId;
    this.#tell(() => tell({ identity: identityOf(from), own }, said));
  }
}

function readMotion(data: string): MotionSignal | undefined {
  try {
    return parse(MotionSignal, JSON.parse(data));
  } catch {
    return undefined;
  }
}
