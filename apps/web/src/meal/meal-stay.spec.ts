import {
  ApplicationError,
  type ChooseRecognition,
  type FrameHeader,
  type JoinedMeal,
  type JoinMeal,
  type RecognitionAnswer,
  type RecognitionChoice,
} from '@bapsang/shared';
import { signal } from '@preact/signals';
import type { MealSession, MealSessionListener } from '../openvidu/meal-session';
import type { OutgoingMedia } from '../openvidu/outgoing-stream';
import type { Frame } from '../recognition/frame-sampler';
import type { FrameSocket } from '../recognition/frame-socket';
import { MealKeys } from '../storage/meal-keys';
import { type ScreenEnd, ScreenShare, type ScreenShareParts } from '../screen/screen-share';
import { RememberedValues } from '../storage/remembered-values';
import { MealRecord } from '../summary/meal-record';
import { ManualClock, settle } from '../time/manual-clock';
import { TogetherPreference } from '../together/together-preference';
import { MealStay, type MealStayParts } from './meal-stay';
import { LONG_OUTAGE } from './outage';
import { PLACE_HELD } from './way-back';

/** OpenVidu's end of one connection. */
class SessionEnd {
  readonly remotes = signal([]);
  readonly screens = signal([]);
  readonly sendingFails = signal(false);
  readonly sent: OutgoingMedia[] = [];
  readonly signals: string[] = [];
  token: string | undefined;
  left = false;

  constructor(
    readonly listener: MealSessionListener,
    readonly refuses: boolean,
  ) {}

  connect(token: string): Promise<void> {
    this.token = token;
    if (this.refuses) return Promise.reject(new ApplicationError('openvidu_unavailable', 'Refused.'));
    return Promise.resolve();
  }

  send(media: OutgoingMedia): void {
    this.sent.push(media);
  }

  signal(type: string): Promise<void> {
    this.signals.push(type);
    return Promise.resolve();
  }

  leave(): void {
    this.left = true;
  }
}

describe('MealStay', () => {
  let clock: ManualClock;
  let sessions: SessionEnd[];
  let joins: JoinMeal[];
  let refusals: number;
  let sources: number;
  let tickets: string[];
  let screensOf: string[];
  let screenSeat: Pick<ScreenShareParts, 'requestConnection' | 'seated'>;
  let choices: string[];
  let frames: number;
  let capture: () => Promise<Frame | undefined>;
  let openSocket: () => Promise<FrameSocket>;
  let answerJoin: () => Promise<JoinedMeal>;
  let keys: MealKeys;
  let record: MealRecord;
  const muted = signal(false);
  const nowhere = new RememberedValues(() => {
    throw new Error('no storage');
  });
  const grant: RecognitionAnswer = {
    url: 'http://localhost:5001',
    ticket: 'ticket',
    expiresAt: 0,
    maxFrameBytes: 1,
    framesPerSecond: 5,
    width: 320,
    height: 240,
  };

  beforeEach(() => {
    clock = new ManualClock();
    sessions = [];
    joins = [];
    tickets = [];
    screensOf = [];
    refusals = 0;
    sources = 0;
    choices = [];
    frames = 0;
    capture = () => Promise.resolve(undefined);
    openSocket = () => Promise.reject(new Error('Not now.'));
    muted.value = false;
    keys = new MealKeys(nowhere, nowhere);
    answerJoin = () =>
      Promise.resolve({
        participantId: 'me',
        token: `token-${String(joins.length)}`,
        connectionId: `con-${String(joins.length)}`,
        role: 'PUBLISHER',
        recognition: grant,
        rejoinKey: 'rejoin',
      });
  });

  function createStay(recognition: RecognitionChoice = 'none'): MealStay {
    const track = signal({} as MediaStreamTrack);
    const parts = {
      api: {
        joinMeal: (_mealId: string, body: JoinMeal) => {
          joins.push(body);
          return answerJoin();
        },
        tableMotions: () => Promise.resolve({ motions: [] }),
        openScreen: (...seat: string[]) => {
          screensOf.push(seat.join(' '));
          return Promise.resolve({ token: 'screen token', connectionId: 'con-screen' });
        },
        renewRecognition: () => Promise.reject(new ApplicationError('not_ready', 'Not now.')),
        chooseRecognition: (_mealId: string, _participantId: string, { choice }: ChooseRecognition) => {
          choices.push(choice);
          return Promise.resolve(choice === 'server' ? grant : { unavailable: 'not_agreed' });
        },
      },
      keys,
      media: { camera: { track }, microphone: { track }, muted },
      createSession: (listener: MealSessionListener) => {
        const session = new SessionEnd(listener, refusals-- > 0);
        sessions.push(session);
        return Promise.resolve(session as unknown as MealSession);
      },
      createSource: () => {
        sources += 1;
        return {
          capture: () => capture(),
          lowerQuality: () => undefined,
          learn: () => undefined,
          paceFor: (asked: number) => asked,
          sparing: signal(undefined),
          close: () => undefined,
        };
      },
      openSocket: (_url: string, ticket: string) => {
        tickets.push(ticket);
        return openSocket();
      },
      visible: signal(true),
      online: signal(true),
      clock,
      wakeLock: undefined,
      record: (record = new MealRecord()),
      togetherPreference: new TogetherPreference(nowhere),
      createScreenShare: (seat: typeof screenSeat) => {
        screenSeat = seat;
        const createSession = (): Promise<ScreenEnd> => Promise.reject(new Error('No session here.'));
        return new ScreenShare({ ...seat, access: undefined, createSession, clock });
      },
    };
    const guest = { mealId: 'meal', displayName: '민지', recognition };
    return new MealStay(parts as unknown as MealStayParts, guest);
  }

  it('sits down with what the api answered and sends what the devices give', async () => {
    const stay = createStay();
    await stay.open();
    expect(sessions[0]!.token).toBe('token-1');
    expect(stay.connection.value).toBe('connected');
    expect(stay.table.self.value).toMatchObject({ participantId: 'me', connectionId: 'con-1', recognition: 'off' });
    expect(sessions[0]!.sent.at(-1)).toMatchObject({ muted: false });
    muted.value = true;
    expect(sessions[0]!.sent.at(-1)).toMatchObject({ muted: true });
    stay.leave();
  });

  it('tries once more, with a fresh token, when the video server refuses', async () => {
    refusals = 1;
    const stay = createStay();
    await stay.open();
    expect(sessions.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
    stay.leave();
  });

  it('gives up on joining after the second refusal', async () => {
    refusals = 2;
    const stay = createStay();
    await expect(stay.open()).rejects.toMatchObject({ code: 'openvidu_unavailable' });
    stay.leave();
  });

  it('comes back by itself after a loss: same participant, fresh token, still muted', async () => {
    const stay = createStay();
    await stay.open();
    muted.value = true;
    sessions[0]!.listener.reconnecting();
    expect(stay.connection.value).toBe('reconnecting');
    sessions[0]!.listener.disconnected('lost');
    expect(stay.connection.value).toBe('rejoining');
    await settle();
    expect(joins[1]).toMatchObject({ rejoinKey: 'rejoin', displayName: '민지' });
    expect(sessions[1]!.token).toBe('token-2');
    expect(sessions[1]!.sent.at(-1)).toMatchObject({ muted: true });
    expect(stay.connection.value).toBe('connected');
    expect(stay.table.self.value?.connectionId).toBe('con-2');
    stay.leave();
  });

  it('takes a fresh token where OpenVidu does not bring the socket back in time', async () => {
    const stay = createStay();
    await stay.open();
    sessions[0]!.listener.reconnecting();
    await clock.advance(PLACE_HELD);
    expect(sessions[0]!.left).toBe(true);
    expect(sessions[1]!.token).toBe('token-2');
    expect([stay.connection.value, stay.outage.phase.value]).toEqual(['connected', 'back']);
    stay.leave();
  });

  it('opens nothing any more when the participant leaves while a seat is asked for', async () => {
    const stay = createStay();
    await stay.open();
    sessions[0]!.listener.disconnected('lost');
    stay.leave();
    await settle();
    expect([joins.length, sessions.length]).toEqual([2, 1]);
  });

  it('keeps trying to come back while the servers are away, and stops when the participant leaves', async () => {
    const stay = createStay();
    await stay.open();
    const answer = answerJoin;
    answerJoin = () => Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    sessions[0]!.listener.disconnected('lost');
    await settle();
    expect(clock.pending).toEqual([1000, LONG_OUTAGE]);
    await clock.advance(1000);
    expect(joins).toHaveLength(3);
    answerJoin = answer;
    await clock.advance(2000);
    expect(stay.connection.value).toBe('connected');
    answerJoin = () => Promise.reject(new ApplicationError('not_ready', 'No answer.'));
    sessions[1]!.listener.disconnected('lost');
    await settle();
    stay.leave();
    await settle();
    expect(clock.pending).toEqual([]);
    expect(stay.end.value).toBe('left');
  });

  it('carries messages and reactions, and keeps the conversation through a lost connection', async () => {
    const mina = { identity: { participantId: 'mina', displayName: 'Mina' }, own: false };
    const stay = createStay();
    await stay.open();
    stay.chat.send('hello');
    void stay.reactions.send('cheers');
    expect(sessions[0]!.signals).toEqual(['signal:chat', 'signal:reaction']);
    sessions[0]!.listener.chat(mina, { id: '1', text: 'hi' });
    sessions[0]!.listener.disconnected('lost');
    stay.chat.send('where are you?');
    await settle();
    const failed = stay.chat.messages.value.at(-1)!;
    expect(failed).toMatchObject({ text: 'where are you?', delivery: 'failed' });
    stay.chat.sendAgain(failed);
    expect(sessions[1]!.signals).toEqual(['signal:chat']);
    sessions[1]!.listener.reaction(mina, { reaction: 'heart' });
    expect(stay.chat.messages.value.map(({ text }) => text)).toEqual(['hello', 'hi', 'where are you?']);
    expect(stay.reactions.shown.value).toHaveLength(1);
    stay.leave();
    await settle();
    expect(clock.pending).toEqual([]);
  });

  it.each(['removed', 'closed'] as const)('does not come back after being %s', async (loss) => {
    const stay = createStay();
    await stay.open();
    sessions[0]!.listener.disconnected(loss);
    await settle();
    expect(stay.end.value).toBe(loss);
    expect(joins).toHaveLength(1);
  });

  it('ends the stay when the meal is gone', async () => {
    const stay = createStay();
    await stay.open();
    answerJoin = () => Promise.reject(new ApplicationError('meal_not_found', 'Gone.'));
    sessions[0]!.listener.disconnected('lost');
    await settle();
    expect(stay.end.value).toBe('closed');
  });

  it('ends the stay of who was removed while the connection was lost, and keeps the key that is refused', async () => {
    const stay = createStay();
    await stay.open();
    answerJoin = () => Promise.reject(new ApplicationError('removed_from_meal', 'Removed.'));
    sessions[0]!.listener.disconnected('lost');
    await settle();
    expect(stay.end.value).toBe('removed');
    expect([joins.length, keys.rejoinKey('meal')]).toEqual([2, 'rejoin']);
  });

  it('passes on a request to mute that is for this participant', async () => {
    const stay = createStay();
    await stay.open();
    sessions[0]!.listener.muteRequested({ participantId: 'somebody else', requestedAt: 1 });
    expect(stay.muteRequest.pending.value).toBe(false);
    sessions[0]!.listener.muteRequested({ participantId: 'me', requestedAt: 1 });
    expect([stay.muteRequest.pending.value, muted.value]).toEqual([true, false]);
    stay.leave();
  });

  it('asks for a connection for the screen of who sits at the table, also after coming back, and of nobody before', async () => {
    const stay = createStay();
    await expect(screenSeat.requestConnection()).rejects.toMatchObject({ code: 'not_ready' });
    expect(screenSeat.seated.value).toBe(false);
    await stay.open();
    expect(screenSeat.seated.value).toBe(true);
    await expect(screenSeat.requestConnection()).resolves.toMatchObject({ token: 'screen token' });
    sessions[0]!.listener.disconnected('lost');
    expect(screenSeat.seated.value).toBe(false);
    await settle();
    expect(screenSeat.seated.value).toBe(true);
    await screenSeat.requestConnection();
    expect(screensOf).toEqual(['meal me rejoin', 'meal me rejoin']);
    stay.leave();
  });

  it('lets only who holds the host key act as the host', () => {
    const guest = createStay();
    keys.keepHostKey('meal', 'host key');
    const host = createStay();
    expect([guest.host, host.host]).toEqual([undefined, expect.anything()]);
    guest.leave();
    host.leave();
  });

  it('joins anew where the rejoin key is not taken any more', async () => {
    keys.keepRejoinKey('meal', 'old');
    const answer = answerJoin;
    answerJoin = () =>
      joins.at(-1)?.rejoinKey ? Promise.reject(new ApplicationError('unauthorized', 'Old key.')) : answer();
    const stay = createStay();
    await stay.open();
    expect(joins.map(({ rejoinKey }) => rejoinKey)).toEqual(['old', undefined]);
    expect(keys.rejoinKey('meal')).toBe('rejoin');
    stay.leave();
  });

  it('never makes a frame source nor opens a socket for who did not agree, whatever the api answers', async () => {
    const stay = createStay('none');
    await stay.open();
    await clock.advance(60_000);
    expect([sources, tickets.length]).toEqual([0, 0]);
    expect(stay.recognition.status.value).toEqual({ state: 'off', reason: 'not_agreed' });
    stay.leave();
  });

  it('sends nothing after withdrawing, not even the picture that is being taken, and goes on after a new consent', async () => {
    const taken: ((frame: Frame) => void)[] = [];
    capture = () => new Promise((resolve) => taken.push(resolve));
    openSocket = () =>
      Promise.resolve({
        gone: new AbortController().signal,
        moves: signal(0),
        send: ({ sequence }: FrameHeader) => {
          frames += 1;
          return Promise.resolve({ accepted: true as const, sequence, framesPerSecond: 10, heldFor: 0, face: null });
        },
        close: () => undefined,
      });
    const frame = { jpeg: new Uint8Array(1), capturedAt: 1 };
    const stay = createStay('server');
    await stay.open();
    await settle();
    taken[0]!(frame);
    await settle();
    await clock.advance(100);
    expect([frames, taken.length]).toEqual([1, 2]);
    stay.recognition.choose('none');
    taken[1]!(frame);
    await settle();
    await clock.advance(60_000);
    expect([frames, taken.length, choices]).toEqual([1, 2, ['none']]);
    expect(stay.recognition.status.value).toEqual({ state: 'off', reason: 'not_agreed' });
    sessions[0]!.listener.disconnected('lost');
    await settle();
    expect(joins.map(({ recognition }) => recognition)).toEqual(['server', 'none']);
    stay.recognition.choose('server');
    await settle();
    taken[2]!(frame);
    await settle();
    expect([frames, choices]).toEqual([2, ['none', 'server']]);
    stay.leave();
    await settle();
    expect(clock.pending).toEqual([]);
  });

  it('links to recognition for who agreed, and leaves no timer behind', async () => {
    const stay = createStay('server');
    await stay.open();
    await settle();
    expect(tickets).toEqual(['ticket']);
    stay.leave();
    await settle();
    expect(clock.pending).toEqual([]);
    expect(sessions[0]!.left).toBe(true);
  });

  it('tells the record what it hears and when it hears nothing', async () => {
    const stay = createStay('server');
    const sitsDownAt = clock.now();
    await stay.open();
    expect(record.recorded).toBeUndefined();
    const bite = { kind: 'bite' as const, beganAt: sitsDownAt, contactAt: sitsDownAt + 1, endedAt: sitsDownAt + 2 };
    sessions[0]!.listener.motion({
      participantId: 'me',
      connectionId: 'con-1',
      sequence: 1,
      recognition: 'active',
      motion: 'chew',
      confidence: 1,
      since: sitsDownAt,
      capturedAt: sitsDownAt,
      events: [{ ...bite, confidence: 1 }],
      totals: { bites: 1, sips: 0 },
    });
    await clock.advance(5000);
    sessions[0]!.listener.reconnecting();
    await clock.advance(2000);
    sessions[0]!.listener.reconnected();
    await clock.advance(3000);
    stay.leave();
    expect(record.recorded).toMatchObject({
      from: sitsDownAt,
      to: sitsDownAt + 10_000,
      absences: [{ from: sitsDownAt + 5000, to: sitsDownAt + 7000 }],
      participants: [{ displayName: '민지', self: true, totals: { bites: 1, sips: 0 }, events: [bite] }],
    });
  });
});
