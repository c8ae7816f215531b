import {
  ApplicationError,
  type DeviceMotions,
  type JoinedMeal,
  type MotionSignal,
  type RecognitionChoice,
  type ScreenConnection,
} from '@bapsang/shared';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { ApiClient } from '../api/api-client';
import { Chat } from '../chat/chat';
import { Reactions } from '../chat/reactions';
import type { LocalMedia } from '../devices/local-media';
import type { MealSession, MealSessionListener, SessionLoss } from '../openvidu/meal-session';
import type { RemoteConnection } from '../openvidu/remote-connection';
import type { SendSignal } from '../openvidu/signal-sending';
import { DeviceLink, type LoadDeviceRecogniser } from '../recognition/device-link';
import type { FrameSource } from '../recognition/frame-sampler';
import type { OpenFrameSocket } from '../recognition/frame-socket';
import { OwnRecognition } from '../recognition/own-recognition';
import { RecognitionLink } from '../recognition/recognition-link';
import type { ScreenShare, ScreenShareParts } from '../screen/screen-share';
import type { MealKeys } from '../storage/meal-keys';
import type { MealRecord } from '../summary/meal-record';
import type { Clock } from '../time/clock';
import type { TogetherPreference } from '../together/together-preference';
import { TogetherState } from '../together/together-state';
import { HostActs, type HostApi } from './host-acts';
import { MuteRequest } from './mute-request';
import { Outage } from './outage';
import type { StayConnection, StayEnd } from './stay-connection';
import { TableState } from './table-state';
import { WakeLock, type WakeLockAccess } from './wake-lock';
import { WayBack } from './way-back';

export type { StayConnection, StayEnd } from './stay-connection';

/** What of the api concerns recognition. */
type RecognitionCall = 'renewRecognition' | 'chooseRecognition' | 'sendMotions';

/** What a stay works with. */
export interface MealStayParts {
  readonly api: Pick<ApiClient, 'joinMeal' | 'tableMotions' | 'openScreen' | RecognitionCall> & HostApi;
  readonly keys: MealKeys;
  readonly media: Pick<LocalMedia, 'camera' | 'microphone' | 'muted' | 'setMuted'>;
  readonly createSession: (listener: MealSessionListener) => Promise<MealSession>;
  /** Called only for a participant who chose the recognition server. */
  readonly createSource: () => FrameSource;
  readonly openSocket: OpenFrameSocket;
  /** Called only for a participant who chose recognition on the device. */
  readonly loadDeviceRecogniser: LoadDeviceRecogniser;
  readonly visible: ReadonlySignal<boolean>;
  /** Whether the browser has a network. */
  readonly online: ReadonlySignal<boolean>;
  readonly clock: Clock;
  readonly wakeLock: WakeLockAccess | undefined;
  /** Hears what the table hears, for the summary afterwards. */
  readonly record: MealRecord;
  readonly togetherPreference: TogetherPreference;
  readonly createScreenShare: (seat: Pick<ScreenShareParts, 'requestConnection' | 'seated'>) => ScreenShare;
}

/** Who comes to which table. */
export interface Guest {
  readonly mealId: string;
  readonly displayName: string;
  /** Where motions may be recognised, as chosen before sitting down. */
  readonly recognition: RecognitionChoice;
}

/** One participant's stay at the table, from joining until leaving, through every lost connection between. */
export class MealStay {
  readonly table = new TableState();
  readonly chat: Chat;
  readonly reactions: Reactions;
  readonly together: TogetherState;
  readonly muteRequest: MuteRequest;
  readonly screen: ScreenShare;
  /** Where the participant's motions are recognised, and what looks at them. */
  readonly recognition: OwnRecognition;
  /** What is to be said while the way to the table is broken. */
  readonly outage: Outage;
  /** What the host may do, for who laid the table. */
  readonly host: HostActs | undefined;
  readonly #parts: MealStayParts;
  readonly #guest: Guest;
  readonly #connection = signal<StayConnection>('connecting');
  readonly #session = signal<MealSession | undefined>(undefined);
  readonly #end = signal<StayEnd | undefined>(undefined);
  readonly #ending = new AbortController();
  readonly #unfollow: readonly (() => void)[];
  readonly #wakeLock: WakeLock;
  readonly #wayBack: WayBack;
  #source: FrameSource | undefined;

  /** The screens of the others, the newest last; none while there is no session. */
  readonly screens: ReadonlySignal<readonly RemoteConnection[]> = computed(
    () => this.#session.value?.screens.value ?? [],
  );

  constructor(parts: MealStayParts, guest: Guest) {
    this.#parts = parts;
    this.#guest = guest;
    const hostKey = parts.keys.hostKey(guest.mealId);
    this.host = hostKey ? new HostActs(parts.api, guest.mealId, hostKey) : undefined;
    this.muteRequest = new MuteRequest(parts.media);
    this.recognition = this.#createRecognition();
    const send: SendSignal = (type, data) => this.#signal(type, data);
    this.chat = new Chat({ send, now: () => parts.clock.now() });
    this.reactions = new Reactions({ send, clock: parts.clock });
    const connected = computed(() => this.#connection.value === 'connected');
    this.screen = parts.createScreenShare({ requestConnection: () => this.#requestScreen(), seated: connected });
    this.together = new TogetherState({
      participants: this.table.participants,
      connected,
      visible: parts.visible,
      preference: parts.togetherPreference,
      clock: parts.clock,
    });
    this.#wakeLock = new WakeLock(parts.wakeLock, parts.visible);
    const { online, clock } = parts;
    this.outage = new Outage({ connection: this.#connection, online, clock });
    this.#wayBack = new WayBack({
      connection: this.#connection,
      online,
      clock,
      join: () => this.#join(),
      giveUp: () => this.#lost('lost'),
      end: (end) => this.leave(end),
    });
    this.#unfollow = [
      effect(() => this.#session.value?.send(this.#outgoing())),
      effect(() => {
        // Between two sessions the table stays as it was.
        if (this.#session.value) this.table.seatOthers(this.#session.value.remotes.value);
      }),
      effect(() => parts.record.meet(this.table.participants.value)),
      effect(() => {
        if (this.#connection.value === 'connected') parts.record.connected(parts.clock.now());
        else parts.record.disconnected(parts.clock.now());
      }),
    ];
  }

  get connection(): ReadonlySignal<StayConnection> {
    return this.#connection;
  }

  /** The OpenVidu session; another one after a rejoin. */
  get session(): ReadonlySignal<MealSession | undefined> {
    return this.#session;
  }

  /** How it ended, once it has. */
  get end(): ReadonlySignal<StayEnd | undefined> {
    return this.#end;
  }

  /**
   * Joins, with one more attempt (and a fresh token) where the video server refuses.
   * @throws ApplicationError where nobody can sit down
   */
  async open(): Promise<void> {
    try {
      await this.#join();
    } catch (error) {
      if (!(error instanceof ApplicationError && error.code === 'openvidu_unavailable')) throw error;
      await this.#join();
    }
  }

  /** Tries to come back at once, for who does not want to wait for the next attempt. */
  tryNow(): void {
    this.#wayBack.hurry();
  }

  /** Ends everything at once: sockets and timers; the camera belongs to the page. */
  leave(end: StayEnd = 'left'): void {
    if (this.#ending.signal.aborted) return;
    this.#ending.abort();
    for (const unfollow of this.#unfollow) unfollow();
    this.#dropConnections();
    this.screen.close();
    this.#source?.close();
    this.#wakeLock.close();
    this.#wayBack.close();
    this.outage.close();
    this.reactions.close();
    this.together.close();
    this.muteRequest.close();
    this.#parts.record.disconnected(this.#parts.clock.now());
    this.#end.value = end;
  }

  #outgoing(): Parameters<MealSession['send']>[0] {
    const { camera, microphone, muted } = this.#parts.media;
    return { camera: camera.track.value, microphone: microphone.track.value, muted: muted.value };
  }

  #hasEnded(): boolean {
    return this.#ending.signal.aborted;
  }

  async #join(): Promise<void> {
    const choice = this.recognition.choice.peek();
    const joined = await this.#ask(choice);
    if (this.#hasEnded()) return;
    const session = await this.#parts.createSession({
      motion: (motion) => this.#see(motion),
      muteRequested: ({ participantId }) => {
        if (participantId === joined.participantId) this.muteRequest.take();
      },
      chat: (sender, message) => this.chat.take(sender, message),
      reaction: (sender, reaction) => this.reactions.take(sender, reaction),
      reconnecting: () => {
        this.#connection.value = 'reconnecting';
      },
      reconnected: () => {
        this.#connection.value = 'connected';
        void this.#catchUp(joined.rejoinKey);
      },
      disconnected: (loss) => this.#lost(loss),
    });
    await session.connect(joined.token);
    if (this.#hasEnded()) {
      session.leave();
      return;
    }
    this.#sitDown(joined, session, choice);
  }

  /** A rejoin key that the api does not take any more is not worth failing for. */
  async #ask(recognition: RecognitionChoice): Promise<JoinedMeal> {
    const { api, keys } = this.#parts;
    const { mealId, displayName } = this.#guest;
    const hostKey = keys.hostKey(mealId);
    const rejoinKey = keys.rejoinKey(mealId);
    const body = { displayName, recognition, ...(hostKey ? { hostKey } : {}) };
    try {
      return await api.joinMeal(mealId, rejoinKey ? { ...body, rejoinKey } : body);
    } catch (error) {
      const refused = error instanceof ApplicationError && (error.status === 401 || error.status === 403);
      if (!refused || !rejoinKey || error.code === 'removed_from_meal') throw error;
      keys.forgetRejoinKey(mealId);
      return api.joinMeal(mealId, body);
    }
  }

  /** @param choice where motions may be recognised, as the api was told */
  #sitDown(joined: JoinedMeal, session: MealSession, choice: RecognitionChoice): void {
    const { displayName, mealId } = this.#guest;
    const { participantId, connectionId, rejoinKey, role } = joined;
    this.#parts.keys.keepRejoinKey(mealId, rejoinKey);
    this.table.seatSelf({
      connectionId,
      since: this.#parts.clock.now(),
      identity: { participantId, displayName, recognition: choice, host: role === 'MODERATOR' },
    });
    this.#session.value = session;
    this.#connection.value = 'connected';
    this.recognition.sitDown({ participantId, connectionId, rejoinKey }, choice, joined.recognition);
    void this.#catchUp(rejoinKey);
  }

  #createRecognition(): OwnRecognition {
    const { api, createSource, openSocket, loadDeviceRecogniser, visible, media, clock } = this.#parts;
    const { mealId, recognition } = this.#guest;
    const watching = computed(() => visible.value && media.camera.track.value !== undefined);
    return new OwnRecognition(
      {
        tell: (seat, request) => api.chooseRecognition(mealId, seat.participantId, request, seat.rejoinKey),
        renew: (seat) => api.renewRecognition(mealId, seat.participantId, seat.connectionId, seat.rejoinKey),
        openLink: (first, renew) => {
          const source = (this.#source ??= createSource());
          const { random } = Math;
          return new RecognitionLink({ source, openSocket, clock, renew, watching, random }, first);
        },
        openDevice: ({ participantId, rejoinKey }, restate) => {
          const send = (motions: DeviceMotions): Promise<void> =>
            api.sendMotions(mealId, participantId, motions, rejoinKey);
          return new DeviceLink({ load: loadDeviceRecogniser, send, restate, watching, clock });
        },
        clock,
      },
      recognition,
    );
  }

  async #signal(type: string, data: object): Promise<void> {
    const session = this.#session.peek();
    if (!session) throw new ApplicationError('not_ready', 'There is no connection to the table at the moment.');
    await session.signal(type, data);
  }

  async #requestScreen(): Promise<ScreenConnection> {
    const { api, keys } = this.#parts;
    const { mealId } = this.#guest;
    const self = this.table.self.peek();
    const rejoinKey = keys.rejoinKey(mealId);
    if (!self || !rejoinKey) throw new ApplicationError('not_ready', 'There is no seat at the table at the moment.');
    return api.openScreen(mealId, self.participantId, rejoinKey);
  }

  #see(motion: MotionSignal): void {
    const now = this.#parts.clock.now();
    this.table.take([motion], now);
    this.together.take([motion], now);
    this.#parts.record.take(motion, now);
  }

  /** Signals that were sent while this page was not connected are lost; the api knows what they said. */
  async #catchUp(rejoinKey: string): Promise<void> {
    try {
      const { motions } = await this.#parts.api.tableMotions(this.#guest.mealId, rejoinKey);
      this.table.take(motions, this.#parts.clock.now());
      this.together.take(motions, this.#parts.clock.now());
      this.#parts.record.catchUp(motions, this.#parts.clock.now());
    } catch {
      // The next signals bring the table up to date.
    }
  }

  #lost(loss: SessionLoss): void {
    if (loss !== 'lost') {
      this.leave(loss);
      return;
    }
    this.#connection.value = 'rejoining';
    this.#dropConnections();
    void this.#wayBack.rejoin();
  }

  #dropConnections(): void {
    this.recognition.standUp();
    this.#session.value?.leave();
    this.#session.value = undefined;
  }
}
