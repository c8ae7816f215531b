import { RememberedValues } from '../storage/remembered-values';
import { CaptureDevice, type MediaDevicesAccess } from './capture-device';
import { readDeviceFailure } from './device-failure';
import { DevicePreferences, NO_DEVICE } from './device-preferences';

/** A track of the browser, as far as a capture device touches it. */
class FakeTrack extends EventTarget {
  readyState = 'live';

  stop(): void {
    this.readyState = 'ended';
  }
}

describe('CaptureDevice', () => {
  let preferences: DevicePreferences;
  let asked: MediaStreamConstraints[];
  let give: () => Promise<FakeTrack>;

  const access = {
    getUserMedia: async (constraints: MediaStreamConstraints) => {
      asked.push(constraints);
      const track = await give();
      return { getTracks: () => [track] } as unknown as MediaStream;
    },
    enumerateDevices: () => Promise.resolve([]),
  } satisfies MediaDevicesAccess;

  beforeEach(() => {
    const storage = new Map<string, string>();
    preferences = new DevicePreferences(
      new RememberedValues(() => ({
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
        removeItem: (key) => void storage.delete(key),
      })),
    );
    asked = [];
    give = () => Promise.resolve(new FakeTrack());
  });

  it('turns on, and off with its light', async () => {
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    const track = camera.track.value as unknown as FakeTrack;
    expect(track.readyState).toBe('live');
    camera.stop();
    expect(track.readyState).toBe('ended');
    expect(camera.state.value).toEqual({ status: 'off' });
  });

  it('asks for nothing where the choice was to go without, until it is turned on at the table', async () => {
    preferences.chooseDevice('microphone', NO_DEVICE);
    const microphone = new CaptureDevice('microphone', access, preferences);
    await microphone.start();
    expect(asked).toEqual([]);
    await microphone.startAny();
    expect(microphone.state.value.status).toBe('on');
  });

  it('remembers the chosen device for the next visit', async () => {
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.choose(NO_DEVICE);
    await camera.choose('camera-2');
    await new CaptureDevice('camera', access, preferences).start();
    expect(asked.map(({ video }) => (video as MediaTrackConstraints).deviceId)).toEqual([
      { exact: 'camera-2' },
      { exact: 'camera-2' },
    ]);
  });

  it('changes to another device while it is on, and frees the one before', async () => {
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    const first = camera.track.value as unknown as FakeTrack;
    await camera.choose('camera-2');
    expect(first.readyState).toBe('ended');
    expect((camera.track.value as unknown as FakeTrack).readyState).toBe('live');
    expect(camera.state.value.status).toBe('on');
  });

  it('stays off when another device is chosen while it is turned off, and then starts that one', async () => {
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    camera.stop();
    await camera.choose('camera-2');
    expect([camera.state.value.status, asked.length]).toEqual(['off', 1]);
    await camera.startAny();
    expect(asked.at(-1)?.video).toMatchObject({ deviceId: { exact: 'camera-2' } });
  });

  it('starts another device that is chosen after one failed', async () => {
    give = () => Promise.reject(new DOMException('', 'NotReadableError'));
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    give = () => Promise.resolve(new FakeTrack());
    await camera.choose('camera-2');
    expect(camera.state.value.status).toBe('on');
  });

  it('takes the browser’s choice where the remembered device is not there', async () => {
    preferences.chooseDevice('camera', 'at home');
    give = () =>
      asked.length === 1
        ? Promise.reject(new DOMException('', 'OverconstrainedError'))
        : Promise.resolve(new FakeTrack());
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    expect([camera.state.value.status, asked.length]).toEqual(['on', 2]);
    expect(asked.at(-1)?.video).not.toHaveProperty('deviceId');
  });

  it('ends a track that came after it was turned off', async () => {
    const late = new FakeTrack();
    let deliver: (track: FakeTrack) => void = () => undefined;
    give = () => new Promise((resolve) => (deliver = resolve));
    const camera = new CaptureDevice('camera', access, preferences);
    const starting = camera.start();
    camera.stop();
    deliver(late);
    await starting;
    expect(late.readyState).toBe('ended');
    expect(camera.state.value).toEqual({ status: 'off' });
  });

  it('tells when the device is pulled out', async () => {
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    (camera.track.value as unknown as FakeTrack).dispatchEvent(new Event('ended'));
    expect(camera.state.value).toEqual({ status: 'failed', failure: 'gone' });
    camera.forgiveFailure();
    expect(camera.state.value).toEqual({ status: 'off' });
  });

  it('tells why it cannot be used', async () => {
    give = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    const camera = new CaptureDevice('camera', access, preferences);
    await camera.start();
    expect(camera.state.value).toEqual({ status: 'failed', failure: 'denied' });
    const insecure = new CaptureDevice('camera', undefined, preferences);
    await insecure.start();
    expect(insecure.state.value).toEqual({ status: 'failed', failure: 'insecure' });
  });
});

describe('readDeviceFailure()', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'inUse'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['TypeError', 'failed'],
  ])('reads %s as %s', (name, failure) => {
    expect(readDeviceFailure(new DOMException('', name))).toBe(failure);
  });
});
