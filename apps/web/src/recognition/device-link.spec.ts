import type { DeviceMotions, SeenMotion } from '@bapsang/shared';
import { signal } from '@preact/signals';
import { ManualClock, settle } from '../time/manual-clock';
import { DeviceLink, type DeviceRecogniserParts, type OpenDeviceRecogniser } from './device-link';
import type { DeviceRecognitionStatus } from './device/device-recognition';

const chewing: SeenMotion = { motion: 'chew', confidence: 1, since: 1_000_000, capturedAt: 1_000_000, events: [] };

describe('DeviceLink', () => {
  const clock = new ManualClock();
  let sent: DeviceMotions[];
  let opened: DeviceRecogniserParts[];
  let closed: number;
  const status = signal<DeviceRecognitionStatus>({ state: 'active' });
  const open: OpenDeviceRecogniser = (parts) => {
    opened.push(parts);
    return { status, close: () => Promise.resolve(void (closed += 1)) };
  };

  beforeEach(() => {
    [sent, opened, closed] = [[], [], 0];
    status.value = { state: 'active' };
  });

  function link(load: () => Promise<OpenDeviceRecogniser>): DeviceLink {
    return new DeviceLink({
      load,
      send: (motions) => Promise.resolve(void sent.push(motions)),
      restate: () => Promise.resolve(),
      watching: signal(true),
      clock,
    });
  }

  it('loads the recogniser, has its status, and delivers what it sees until it is closed', async () => {
    const device = link(() => Promise.resolve(open));
    expect(device.status.value).toEqual({ state: 'starting' });
    await settle();
    expect(device.status.value).toEqual({ state: 'active' });
    await opened[0]!.report(chewing, 'motion@3');
    await settle();
    expect(sent).toMatchObject([{ reports: [{ motion: 'chew', model: 'motion@3' }] }]);
    await device.close();
    await opened[0]!.report(chewing, 'motion@3');
    await settle();
    expect([sent.length, closed, clock.pending]).toEqual([1, 1, []]);
  });

  it('tells how much of the models is loaded', async () => {
    status.value = { state: 'starting', loaded: 40 };
    const device = link(() => Promise.resolve(open));
    await settle();
    expect(device.status.value).toEqual({ state: 'starting', loaded: 40 });
    await device.close();
  });

  it('tries again when loading fails', async () => {
    let attempts = 0;
    const device = link(() => ((attempts += 1) < 2 ? Promise.reject(new Error('offline')) : Promise.resolve(open)));
    await settle();
    expect(device.status.value).toEqual({ state: 'paused', reason: 'lost' });
    await clock.advance(1000);
    expect(device.status.value).toEqual({ state: 'active' });
    await device.close();
  });

  it('opens nothing where it was closed while loading', async () => {
    let loaded: (open: OpenDeviceRecogniser) => void = () => undefined;
    const device = link(() => new Promise((resolve) => (loaded = resolve)));
    const closing = device.close();
    loaded(open);
    await closing;
    expect([opened.length, clock.pending]).toEqual([0, []]);
  });
});
