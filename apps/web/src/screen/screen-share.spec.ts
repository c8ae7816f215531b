import { ApplicationError, type ErrorCode } from '@bapsang/shared';
import { signal } from '@preact/signals';
import type { SessionLoss } from '../openvidu/meal-session';
import type { ScreenMedia } from '../openvidu/screen-session';
import { ManualClock, settle } from '../time/manual-clock';
import { ScreenShare } from './screen-share';

/** A track of the browser. */
class TrackEnd extends EventTarget {
  stopped = false;

  stop(): void {
    this.stopped = true;
  }

  /** As if the participant pressed the browser's own button. */
  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
}

/** OpenVidu's end of one screen session. */
class SessionEnd {
  token: string | undefined;
  media: ScreenMedia | undefined;
  left = false;
  opening: Promise<void> = Promise.resolve();

  constructor(readonly ended: (loss: SessionLoss) => void) {}

  open(token: string, media: ScreenMedia): Promise<void> {
    this.token = token;
    this.media = media;
    return this.opening;
  }

  leave(): void {
    this.left = true;
  }
}

const never = new Promise<never>(() => undefined);

describe('ScreenShare', () => {
  let clock: ManualClock;
  let picture: TrackEnd;
  let sound: TrackEnd;
  let sessions: SessionEnd[];
  let prompts: number;
  let pick: () => Promise<void>;
  let requests: (ErrorCode | undefined)[];
  let opening: Promise<void>;
  const seated = signal(true);
  let share: ScreenShare;

  beforeEach(() => {
    clock = new ManualClock();
    [picture, sound] = [new TrackEnd(), new TrackEnd()];
    sessions = [];
    prompts = 0;
    requests = [];
    pick = () => Promise.resolve();
    opening = Promise.resolve();
    seated.value = true;
    share = createShare();
  });

  afterEach(() => {
    share.close();
    expect(clock.pending).toEqual([]);
  });

  function createShare(supported = true): ScreenShare {
    const getDisplayMedia = async (): Promise<MediaStream> => {
      prompts += 1;
      await pick();
      return { getVideoTracks: () => [picture], getAudioTracks: () => [sound] } as unknown as MediaStream;
    };
    let tokens = 0;
    return new ScreenShare({
      access: supported ? { getDisplayMedia } : undefined,
      requestConnection: () => {
        const refusal = requests.shift();
        if (refusal) return Promise.reject(new ApplicationError(refusal, 'Refused.'));
        tokens += 1;
        return Promise.resolve({ token: `token ${String(tokens)}`, connectionId: 'c' });
      },
      createSession: (ended) => {
        const session = new SessionEnd(ended);
        session.opening = opening;
        sessions.push(session);
        return Promise.resolve(session);
      },
      seated,
      clock,
    });
  }

  function status(): string {
    return share.state.value.status;
  }

  it('asks, connects and shares picture and sound', async () => {
    const seen: string[] = [];
    const unfollow = share.state.subscribe(({ status }) => seen.push(status));
    await share.start();
    expect(seen).toEqual(['off', 'asking', 'connecting', 'sharing']);
    expect(sessions.map(({ token, media }) => [token, media])).toEqual([['token 1', { picture, sound }]]);
    unfollow();
  });

  it('ends at once: picture, sound and connection', async () => {
    await share.start();
    share.stop();
    expect([status(), picture.stopped, sound.stopped, sessions[0]!.left]).toEqual(['off', true, true, true]);
  });

  it('ends when the participant presses the browser’s own button', async () => {
    await share.start();
    picture.end();
    expect([status(), sound.stopped, sessions[0]!.left]).toEqual(['off', true, true]);
  });

  it('can be shared again after it ended, and is asked for once however often the button is pressed', async () => {
    await Promise.all([share.start(), share.start()]);
    await share.start();
    expect(prompts).toBe(1);
    share.stop();
    picture = new TrackEnd();
    await share.start();
    expect([prompts, status(), sessions.length]).toEqual([2, 'sharing', 2]);
  });

  it('says nothing when the participant thinks better of it', async () => {
    pick = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    await share.start();
    expect([share.state.value, sessions.length]).toEqual([{ status: 'off' }, 0]);
  });

  it.each([
    ['system', 'NotAllowedError', 'Permission denied by system'],
    ['capture', 'NotReadableError', ''],
  ] as const)('says %s, until it is forgiven, where the browser fails', async (failure, name, message) => {
    pick = () => Promise.reject(new DOMException(message, name));
    await share.start();
    expect(share.state.value).toEqual({ status: 'failed', failure });
    share.forgiveFailure();
    expect(status()).toBe('off');
  });

  it('says where it did not reach the others, lets go of the screen, and can be tried again', async () => {
    requests = ['openvidu_unavailable'];
    await share.start();
    expect([share.state.value, picture.stopped]).toEqual([{ status: 'failed', failure: 'sending' }, true]);
    opening = Promise.reject(new ApplicationError('openvidu_unavailable', 'Refused.'));
    await share.start();
    expect(share.state.value).toEqual({ status: 'failed', failure: 'sending' });
    opening = Promise.resolve();
    await share.start();
    expect(status()).toBe('sharing');
  });

  it('lets go of a screen that is picked after the participant left', async () => {
    let choose = (): void => undefined;
    pick = () => new Promise((resolve) => (choose = resolve));
    const started = share.start();
    share.close();
    choose();
    await started;
    expect([status(), picture.stopped, sound.stopped, sessions.length]).toEqual(['off', true, true, 0]);
    await share.start();
    expect([status(), prompts]).toEqual(['off', 1]);
  });

  it('ends while it is still connecting', async () => {
    opening = never;
    void share.start();
    await settle();
    expect(status()).toBe('connecting');
    share.stop();
    await settle();
    expect([status(), picture.stopped, sessions[0]!.left]).toEqual(['off', true, true]);
  });

  it('comes back after a lost connection with a fresh token, without asking again', async () => {
    await share.start();
    sessions[0]!.ended('lost');
    expect(status()).toBe('returning');
    await settle();
    expect([status(), prompts, picture.stopped]).toEqual(['sharing', 1, false]);
    expect(sessions[1]).toMatchObject({ token: 'token 2', media: { picture, sound } });
  });

  it('waits with that until its participant sits at the table again, and goes on trying', async () => {
    await share.start();
    seated.value = false;
    requests = ['not_ready', 'connection_not_found'];
    sessions[0]!.ended('lost');
    await settle();
    expect([status(), requests.length]).toEqual(['returning', 2]);
    seated.value = true;
    await settle();
    expect([status(), clock.pending]).toEqual(['returning', [1000]]);
    await clock.advance(1000);
    await clock.advance(2000);
    expect(status()).toBe('sharing');
  });

  it.each(['unauthorized', 'removed_from_meal', 'meal_not_found'] as const)(
    'gives up where the api says %s',
    async (code) => {
      await share.start();
      requests = [code];
      sessions[0]!.ended('lost');
      await settle();
      expect([share.state.value, picture.stopped]).toEqual([{ status: 'failed', failure: 'sending' }, true]);
    },
  );

  it('stops coming back when the participant stops it', async () => {
    await share.start();
    requests = ['not_ready'];
    sessions[0]!.ended('lost');
    await settle();
    share.stop();
    await settle();
    expect([status(), clock.pending, sessions.length]).toEqual(['off', [], 1]);
  });

  it.each(['removed', 'closed'] as const)('is over when the server ended it: %s', async (loss) => {
    await share.start();
    sessions[0]!.ended(loss);
    await settle();
    expect([status(), picture.stopped, sessions.length]).toEqual(['off', true, 1]);
  });

  it('is not offered where the browser shares no screens', async () => {
    const unsupported = createShare(false);
    await unsupported.start();
    expect([unsupported.supported, unsupported.state.value.status, prompts]).toEqual([false, 'off', 0]);
    unsupported.close();
  });
});
