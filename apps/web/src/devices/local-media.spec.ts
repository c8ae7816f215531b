import { RememberedValues } from '../storage/remembered-values';
import { DevicePreferences } from './device-preferences';
import { LocalMedia } from './local-media';

/** A track of the browser, as far as local media touch it. */
class FakeTrack extends EventTarget {
  stop(): void {
    // Nobody looks at it afterwards.
  }
}

/** `navigator.mediaDevices` with devices that can be plugged in and out. */
class DevicesEnd extends EventTarget {
  listed: Partial<MediaDeviceInfo>[] = [];
  tracks: FakeTrack[] = [];

  getUserMedia(): Promise<MediaStream> {
    const track = new FakeTrack();
    this.tracks.push(track);
    return Promise.resolve({ getTracks: () => [track] } as unknown as MediaStream);
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(this.listed as MediaDeviceInfo[]);
  }

  change(listed: Partial<MediaDeviceInfo>[]): void {
    this.listed = listed;
    this.dispatchEvent(new Event('devicechange'));
  }
}

const front = { kind: 'videoinput', deviceId: 'front', label: 'Front' } as const;
const back = { kind: 'videoinput', deviceId: 'back', label: 'Back' } as const;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('LocalMedia', () => {
  let devices: DevicesEnd;
  let media: LocalMedia;

  beforeEach(() => {
    const nowhere = new RememberedValues(() => {
      throw new Error('no storage');
    });
    devices = new DevicesEnd();
    devices.listed = [front, back];
    media = new LocalMedia(devices, new DevicePreferences(nowhere));
  });

  afterEach(() => media.close());

  it('lists what can be chosen, again whenever a device comes or goes', async () => {
    await media.start();
    await settle();
    expect(media.cameras.value.map(({ label }) => label)).toEqual(['Front', 'Back']);
    devices.change([back]);
    await settle();
    expect(media.cameras.value.map(({ label }) => label)).toEqual(['Back']);
    media.close();
    devices.change([]);
    await settle();
    expect(media.cameras.value).toHaveLength(1);
  });

  it('does not offer devices that the browser does not name yet, and learns of them once one is on', async () => {
    devices.change([{ ...front, deviceId: '' }]);
    await settle();
    expect(media.cameras.value).toEqual([]);
    devices.listed = [front];
    await media.camera.start();
    await settle();
    expect(media.cameras.value).toHaveLength(1);
  });

  it('keeps mute through another microphone, and a camera that is pulled out leaves the microphone alone', async () => {
    await media.start();
    media.setMuted(true);
    await media.microphone.choose('other');
    devices.tracks[0]?.dispatchEvent(new Event('ended'));
    expect([media.muted.value, media.microphone.state.value.status]).toEqual([true, 'on']);
    expect(media.camera.state.value).toEqual({ status: 'failed', failure: 'gone' });
    media.forgiveFailures();
    expect(media.camera.state.value).toEqual({ status: 'off' });
  });
});
